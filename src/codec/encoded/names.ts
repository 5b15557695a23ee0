import type { Contract } from '../link.ts';
import type { ExpandedName, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import { parseClark } from '../simple/names.ts';
import type { XmlTree } from '../xml/tree.ts';
import { soap12EncodingNamespace, soapEncodingNamespace, xsdNamespace, xsiNamespace } from '../xml/vocabulary.ts';
import { currentName, draftNamespaces, isDraft } from '../xsd/draft.ts';
import { simpleNamesake } from '../xsd/soap-encoding.ts';

/** Stacks that write SOAP encoding are often older than XSD 1.0, and its drafts are what they write. */
const instances: readonly string[] = [xsiNamespace, ...draftNamespaces.map((draft) => `${draft}-instance`)];

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
  for (const { namespace, local, value } of node.attributes)
    if (locals.includes(local) && instances.includes(namespace)) return value.trim();
  return undefined;
}

/** A QName in an attribute as a type's expanded name: a simple type of the encoding or of a draft by its XSD name. */
export function typeNameOf(node: XmlTree, qname: string): ExpandedName | undefined {
  const colon = qname.indexOf(':');
  const namespace = node.resolvePrefix(colon === -1 ? '' : qname.slice(0, colon));
  return namespace === undefined ? undefined : plainName(namespace, qname.slice(colon + 1));
}

/** The names of types that messages have said, by namespace and local name; a stranger's cannot fill it. */
const plain = new Map<string, Map<string, ExpandedName>>();
const mostPlain = 5000;
const longestPlain = 200;
let plains = 0;

/** See {@link typeNameOf}. */
export function plainName(namespace: string, local: string): ExpandedName {
  let names = plain.get(namespace);
  const known = names?.get(local);
  if (known !== undefined) return known;
  // A copy, since a slice of a document would keep all of it.
  const copy = Buffer.from(local).toString();
  const name = makePlainName(namespace, copy);
  if (plains < mostPlain && name.length <= longestPlain) {
    if (names === undefined) plain.set(namespace, (names = new Map()));
    names.set(copy, name);
    plains++;
  }
  return name;
}

function makePlainName(namespace: string, local: string): ExpandedName {
  if (isDraft(namespace)) return currentName(namespace, local);
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
