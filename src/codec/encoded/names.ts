import type { Contract } from '../link.ts';
import type { ExpandedName, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import { parseClark } from '../simple/names.ts';
import type { XmlTree } from '../xml/tree.ts';
import { soap12EncodingNamespace, soapEncodingNamespace, xsdNamespace, xsiNamespace } from '../xml/vocabulary.ts';
import { simpleNamesake } from '../xsd/soap-encoding.ts';

/** Stacks that write SOAP encoding are often older than XSD 1.0, and its drafts are what they write. */
const xsdDrafts: readonly string[] = ['http://www.w3.org/1999/XMLSchema', 'http://www.w3.org/2000/10/XMLSchema'];
const instances: readonly string[] = [xsiNamespace, ...xsdDrafts.map((draft) => `${draft}-instance`)];

/** What drafts called otherwise. */
const renamed: Readonly<Record<string, string>> = {
  timeInstant: 'dateTime',
  timeDuration: 'duration',
  uriReference: 'anyURI',
  binary: 'base64Binary',
  'ur-type': 'anyType',
};

export interface QualifiedName {
  readonly namespace: string;
  readonly local: string;
}

export function isEncodingNamespace(namespace: string): boolean {
  return namespace === soapEncodingNamespace || namespace === soap12EncodingNamespace;
}

/** Attributes of the encoding and of XML Schema itself: no type declares them. */
export function isOfEncoding(namespace: string): boolean {
  return isEncodingNamespace(namespace) || instances.includes(namespace);
}

/** `xsi:type` and the like, in any version of the namespace. */
export function instanceAttribute(node: XmlTree, ...locals: readonly string[]): string | undefined {
  return node.attributes
    .find(({ namespace, local }) => locals.includes(local) && instances.includes(namespace))
    ?.value.trim();
}

/** A QName in an attribute as a type's expanded name: a simple type of the encoding or of a draft by its XSD name. */
export function typeNameOf(node: XmlTree, qname: string): ExpandedName | undefined {
  const colon = qname.indexOf(':');
  const namespace = node.resolvePrefix(colon === -1 ? '' : qname.slice(0, colon));
  return namespace === undefined ? undefined : plainName(namespace, qname.slice(colon + 1));
}

/** See {@link typeNameOf}. */
export function plainName(namespace: string, local: string): ExpandedName {
  if (xsdDrafts.includes(namespace)) return expandedName(xsdNamespace, renamed[local] ?? local);
  const name = expandedName(namespace, local);
  return local === 'Array' || local === 'Struct' ? name : (simpleNamesake(name) ?? name);
}

/** Whether a name is that of the array of either encoding. */
export function isArrayName(name: ExpandedName): boolean {
  return name === `{${soapEncodingNamespace}}Array` || name === `{${soap12EncodingNamespace}}Array`;
}

/** The name that `xsi:type` gives a type; `undefined` for an anonymous one that no built-in type stands for. */
export function writtenName({ model }: Contract, ref: TypeRef): QualifiedName | undefined {
  const type = model.types[ref];
  const named = type?.name === undefined ? undefined : parseClark(type.name);
  if (named || type?.kind !== 'simple' || type.variety !== 'atomic') return named;
  return { namespace: xsdNamespace, local: type.builtin };
}

/** `$type` of a value of any type: `xs:int`, or Clark notation. */
export function labelOf(name: ExpandedName): string {
  return name.startsWith(`{${xsdNamespace}}`) ? `xs:${name.slice(xsdNamespace.length + 2)}` : name;
}

/** The expanded name that such a label stands for. */
export function labelled(label: string): ExpandedName {
  return label.startsWith('xs:') ? expandedName(xsdNamespace, label.slice(3)) : label;
}
