import type { ExpandedName } from '../model.ts';
import { expandedName } from '../model.ts';
import { SchemaError } from '../problem.ts';
import { isNcName } from '../xml/characters.ts';
import { attributeOf, elementsOf, textOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import { currentName } from './draft.ts';

/** A `schema` element: a document of its own, or one embedded in a WSDL (XSD 1.0 part 1 §3.15). */
export interface SchemaDocument {
  readonly file: string;
  readonly root: XmlTree;
  readonly targetNamespace: string;
  /** Without a target namespace itself, it was included by a document that has one: its unqualified references mean that one (§4.2.1). */
  readonly chameleon: boolean;
  /** Of the children of an `xs:redefine`: what the one component that they are read for takes the place of. */
  readonly redefines?: Redefinition;
}

/** The symbol spaces of global components (XSD 1.0 part 1 §2.5). */
export type SymbolSpace = 'type' | 'element' | 'attribute' | 'group' | 'attributeGroup';

/** A component that is redefined (§4.2.2): within its redefinition, its name means the original. */
export interface Redefinition {
  readonly space: SymbolSpace;
  readonly name: ExpandedName;
  readonly component: XmlTree;
  readonly original: Source;
}

/** Where a component is written. */
export interface Source {
  readonly document: SchemaDocument;
  readonly node: XmlTree;
}

export function schemaError(document: { readonly file: string }, node: XmlTree, message: string): SchemaError {
  return new SchemaError(document.file, node.line, message);
}

/** The children in the XSD namespace, annotations apart. */
export function componentsOf(document: SchemaDocument, node: XmlTree): XmlTree[] {
  const children = elementsOf(node).filter(
    (child) => child.namespace === xsdNamespace && child.local !== 'annotation' && !isOfLaterVersion(child),
  );
  for (const child of children) refuseXsd11(document, child);
  return children;
}

/** The first child with this local name in the XSD namespace. */
export function childOf(node: XmlTree, ...locals: string[]): XmlTree | undefined {
  return elementsOf(node).find((child) => child.namespace === xsdNamespace && locals.includes(child.local));
}

const versioningNamespace = 'http://www.w3.org/2007/XMLSchema-versioning';

/** Whether it says itself that XSD 1.0 has no use for it (`vc:minVersion`, XSD 1.1 part 1 §4.2.2). */
function isOfLaterVersion({ attributes }: XmlTree): boolean {
  return attributes.some(
    ({ namespace, local, value }) => local === 'minVersion' && namespace === versioningNamespace && Number(value) > 1,
  );
}

const xsd11Types: ReadonlySet<string> = new Set(
  ['error', 'dateTimeStamp', 'yearMonthDuration', 'dayTimeDuration', 'anyAtomicType'].map((local) =>
    currentName(xsdNamespace, local),
  ),
);

/** A built-in type that XSD 1.0 does not have. */
export function isXsd11Type(name: ExpandedName): boolean {
  return xsd11Types.has(name);
}

const xsd11 = new Set([
  'assert',
  'assertion',
  'alternative',
  'openContent',
  'defaultOpenContent',
  'override',
  'explicitTimezone',
]);

function refuseXsd11(document: SchemaDocument, node: XmlTree): void {
  if (xsd11.has(node.local))
    throw schemaError(document, node, `xs:${node.local} is of XSD 1.1, which is not supported`);
  if ((node.local === 'element' || node.local === 'attribute') && attributeOf(node, 'targetNamespace') !== undefined)
    throw schemaError(document, node, `targetNamespace of xs:${node.local} is of XSD 1.1, which is not supported`);
}

/** An error for a child that XSD 1.0 does not allow where it stands. */
export function unexpected(document: SchemaDocument, node: XmlTree, where: string): SchemaError {
  return schemaError(document, node, `xs:${node.local} cannot stand in ${where}`);
}

/** The required `name` attribute. That of an element or attribute is written into messages: it must be an NCName. */
export function nameOf(document: SchemaDocument, node: XmlTree): string {
  const name = attributeOf(node, 'name')?.trim();
  if (name === undefined || name === '') throw schemaError(document, node, `xs:${node.local} without a name`);
  if ((node.local === 'element' || node.local === 'attribute') && !isNcName(name))
    throw schemaError(document, node, `name="${name}" is no name that XML allows without a prefix`);
  return name;
}

/** The expanded name of a global component; `undefined` for an anonymous type. */
export function ownName({ document, node }: Source): ExpandedName | undefined {
  const name = attributeOf(node, 'name')?.trim();
  return name === undefined ? undefined : expandedName(document.targetNamespace, name);
}

/** A QName in an attribute or a list of them (XSD 1.0 part 2 §3.2.18, part 1 §3.15.3), expanded. */
export function expandQName(document: SchemaDocument, node: XmlTree, qname: string): ExpandedName {
  const text = qname.trim();
  const colon = text.indexOf(':');
  const prefix = colon === -1 ? '' : text.slice(0, colon);
  const namespace = node.resolvePrefix(prefix);
  if (namespace === undefined) throw schemaError(document, node, `the prefix of "${text}" is not declared`);
  return currentName(
    namespace === '' && document.chameleon ? document.targetNamespace : namespace,
    text.slice(colon + 1),
  );
}

/** The expanded name in an attribute, if the attribute is there. */
export function qnameOf(document: SchemaDocument, node: XmlTree, attribute: string): ExpandedName | undefined {
  const value = attributeOf(node, attribute);
  return value === undefined ? undefined : expandQName(document, node, value);
}

export function booleanOf(document: SchemaDocument, node: XmlTree, attribute: string): boolean {
  const value = attributeOf(node, attribute)?.trim() ?? 'false';
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw schemaError(document, node, `${attribute}="${value}" is not a boolean`);
}

/** `block` and `final`: a list of derivation methods or `#all`; the document's default where the attribute is absent. */
export function methodsOf(document: SchemaDocument, node: XmlTree, attribute: 'block' | 'final'): ReadonlySet<string> {
  const value = attributeOf(node, attribute) ?? attributeOf(document.root, `${attribute}Default`) ?? '';
  if (value.trim() === '#all') return new Set(['extension', 'restriction', 'substitution', 'list', 'union']);
  return new Set(value.split(/\s+/u));
}

/** Whether a local declaration is in the target namespace (`form`, `elementFormDefault`, `attributeFormDefault`). */
export function isQualified(document: SchemaDocument, node: XmlTree): boolean {
  const form = attributeOf(node, 'form') ?? attributeOf(document.root, `${node.local}FormDefault`);
  return form?.trim().toLowerCase() === 'qualified';
}

/** The text of the annotation, as a property to spread. */
export function documentationOf(node: XmlTree): { documentation?: string } {
  const annotation = childOf(node, 'annotation');
  if (!annotation) return {};
  const parts = elementsOf(annotation).filter((child) => child.local === 'documentation');
  const documentation = parts
    .map((part) => textOf(part).trim())
    .filter((text) => text !== '')
    .join('\n');
  return documentation === '' ? {} : { documentation };
}
