import type { JsonKind, SimpleType, TypeRef } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { anySimpleType } from './built-in-types.ts';
import type { Compilation } from './compilation.ts';
import { restrictFacets } from './facets.ts';
import { childOf, componentsOf, documentationOf, expandQName, qnameOf, schemaError } from './schema-document.ts';
import type { Source } from './schema-document.ts';

/** XSD 1.0 part 1 §3.14: a simple type definition, by restriction, list or union. */
export function compileSimpleType(compilation: Compilation, source: Source, ref: TypeRef): SimpleType {
  const { document, node } = source;
  const [variety, ...others] = componentsOf(document, node);
  if (!variety || others.length > 0)
    throw schemaError(document, node, 'xs:simpleType is a restriction, a list or a union');
  const at: Source = { document, node: variety };
  const identity = { ...compilation.nameOf(ref), ...documentationOf(node) };
  if (variety.local === 'list') return { ...list(compilation, at), ...identity };
  if (variety.local === 'union') return { ...union(compilation, at), ...identity };
  if (variety.local !== 'restriction')
    throw schemaError(document, variety, `xs:${variety.local} cannot stand in xs:simpleType`);
  const base = baseOf(compilation, at);
  const restricted = restrictSimpleType(compilation, at, base);
  compilation.derive(ref, source, { base, method: 'restriction' });
  return { ...restricted, ...identity };
}

/** The type restricted: by name, or defined inside. */
function baseOf(compilation: Compilation, source: Source): TypeRef {
  const name = qnameOf(source.document, source.node, 'base');
  if (name !== undefined) return compilation.typeNamed(name, source);
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
  const members = [...named, ...inline];
  if (members.length === 0) missing(source, 'member types');
  const types = members.map((member) => compilation.simpleType(member, source));
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

/** A number or boolean where every member is that, else the lexical string. */
function unionJson(types: readonly SimpleType[]): JsonKind {
  const [first, ...others] = types.map((type) => (type.variety === 'list' ? 'string' : type.json));
  return (first === 'number' || first === 'boolean') && others.every((json) => json === first) ? first : 'string';
}
