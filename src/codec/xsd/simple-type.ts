import type { JsonKind, SimpleType, TypeRef } from '../model.ts';
import { swaRefName } from '../xml/vocabulary.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { anySimpleType } from './built-in-types.ts';
import type { Compilation } from './compilation.ts';
import { restrictFacets } from './facets.ts';
import { baseNamed } from './redefine.ts';
import { childOf, componentsOf, documentationOf, expandQName, qnameOf, schemaError } from './schema-document.ts';
import type { Source } from './schema-document.ts';

/** XSD 1.0 part 1 §3.14: a simple type definition, by restriction, list or union. */
export function compileSimpleType(compilation: Compilation, source: Source, ref: TypeRef): SimpleType {
  const named = {
    ...definition(compilation, source, ref),
    ...compilation.nameOf(ref),
    ...documentationOf(source.node),
  };
  // On the wire a URI, in JSON the octets that it refers to.
  const type = named.name === swaRefName ? { ...named, builtin: 'base64Binary' } : named;
  return compilation.corrected?.simple(compilation, source, type) ?? type;
}

function definition(compilation: Compilation, source: Source, ref: TypeRef): SimpleType {
  const { document, node } = source;
  const [variety, ...others] = componentsOf(document, node);
  if (!variety || others.length > 0)
    throw schemaError(document, node, 'xs:simpleType is a restriction, a list or a union');
  const at: Source = { document, node: variety };
  if (variety.local === 'list') return list(compilation, at);
  if (variety.local === 'union') return union(compilation, at);
  if (variety.local !== 'restriction')
    throw schemaError(document, variety, `xs:${variety.local} cannot stand in xs:simpleType`);
  const base = baseOf(compilation, at);
  const restricted = restrictSimpleType(compilation, at, base);
  compilation.derive(ref, source, { base, method: 'restriction' });
  return restricted;
}

/** The type restricted: by name, or defined inside. */
function baseOf(compilation: Compilation, source: Source): TypeRef {
  const name = qnameOf(source.document, source.node, 'base');
  if (name !== undefined) return baseNamed(compilation, name, source);
  return inlineType(compilation, source) ?? missing(source, 'a base');
}

function inlineType(compilation: Compilation, source: Source): TypeRef | undefined {
  const child = childOf(source.node, 'simpleType');
  return child && compilation.anonymousType({ document: source.document, node: child });
}

function missing({ document, node }: Source, what: string): never {
  throw schemaError(document, node, `xs:${node.local} without ${what}`);
}

/** A restriction of `base` by the facets among the children of `source`; anonymous. */
export function restrictSimpleType(compilation: Compilation, source: Source, base: TypeRef): SimpleType {
  const from = compilation.simpleType(base, source);
  const facets = componentsOf(source.document, source.node).filter(isFacet);
  return {
    kind: 'simple',
    variety: from.variety,
    builtin: from.builtin,
    json: from.json,
    ...(from.item === undefined ? {} : { item: from.item }),
    ...(from.members === undefined ? {} : { members: from.members }),
    ...restrictFacets(compilation, source, facets, from),
    base,
  };
}

/** Within a restriction of simple content stand attributes too. */
function isFacet({ local }: XmlTree): boolean {
  return !['simpleType', 'attribute', 'attributeGroup', 'anyAttribute'].includes(local);
}

function list(compilation: Compilation, source: Source): SimpleType {
  const name = qnameOf(source.document, source.node, 'itemType');
  const named = name === undefined ? undefined : compilation.typeNamed(name, source);
  const item = named ?? inlineType(compilation, source) ?? missing(source, 'an item type');
  const { json, variety } = compilation.simpleType(item, source);
  if (variety === 'list') throw schemaError(source.document, source.node, 'a list of lists');
  return {
    kind: 'simple',
    variety: 'list',
    builtin: 'anySimpleType',
    json,
    item,
    whiteSpace: 'collapse',
    facets: {},
    base: anySimpleType,
  };
}

function union(compilation: Compilation, source: Source): SimpleType {
  const { document, node } = source;
  const names = (attributeOf(node, 'memberTypes') ?? '').split(/\s+/u).filter((name) => name !== '');
  const named = names.map((name) => compilation.typeNamed(expandQName(document, node, name), source));
  const inline = componentsOf(document, node).map((child) => compilation.anonymousType({ document, node: child }));
  const written = [...named, ...inline];
  if (written.length === 0) missing(source, 'member types');
  const members = [...new Set(written.flatMap((member) => membersOf(compilation, source, member)))];
  const types = members.map((member) => compilation.simpleType(member, source));
  const width = types.reduce((sum, type) => sum + widthOf(compilation, type), 0);
  if (width > mostMembers) throw schemaError(document, node, `a union of more than ${mostMembers} types`);
  return {
    kind: 'simple',
    variety: 'union',
    builtin: 'anySimpleType',
    json: unionJson(types),
    members,
    whiteSpace: types.every((type) => type.whiteSpace === 'collapse') ? 'collapse' : 'preserve',
    facets: {},
    base: anySimpleType,
  };
}

/** Unions of restricted unions can write more members than any value can be tried against. */
const mostMembers = 2000;

/** A union within a union gives way to its members (part 1 §3.14.2), unless it has facets of its own. */
function membersOf(compilation: Compilation, source: Source, member: TypeRef): readonly TypeRef[] {
  const { variety, members = [], facets } = compilation.simpleType(member, source);
  return variety === 'union' && Object.keys(facets).length === 0 ? members : [member];
}

const widths = new WeakMap<SimpleType, number>();

/** How many types a value may be tried against. */
function widthOf(compilation: Compilation, type: SimpleType): number {
  let width = widths.get(type);
  if (width === undefined) {
    const inner = type.variety === 'list' && type.item !== undefined ? [type.item] : (type.members ?? []);
    const types = inner.map((ref) => compilation.definition(ref)).filter((each) => each.kind === 'simple');
    width = Math.max(
      1,
      types.reduce((sum, each) => sum + widthOf(compilation, each), 0),
    );
    widths.set(type, width);
  }
  return width;
}

/** A number or boolean where every member is that, else the lexical string. */
function unionJson(types: readonly SimpleType[]): JsonKind {
  const [first, ...others] = types.map((type) => (type.variety === 'list' ? 'string' : type.json));
  return (first === 'number' || first === 'boolean') && others.every((json) => json === first) ? first : 'string';
}
