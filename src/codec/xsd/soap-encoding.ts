import type { ArrayType, ExpandedName, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { soap12EncodingNamespace, soapEncodingNamespace, xsdNamespace } from '../xml/vocabulary.ts';
import { anyType } from './built-in-types.ts';
import type { Compilation } from './compilation.ts';
import type { ContentParticle } from './particle.ts';
import { compileParticle } from './particle.ts';
import { baseNamed } from './redefine.ts';
import { childOf, componentsOf, documentationOf, expandQName, qnameOf, schemaError } from './schema-document.ts';
import type { Source } from './schema-document.ts';

const encodings: readonly string[] = [soapEncodingNamespace, soap12EncodingNamespace];
const arrays: ReadonlySet<string | undefined> = new Set(encodings.map((namespace) => expandedName(namespace, 'Array')));

/**
 * The XSD type that a simple type of SOAP encoding is: `soapenc:int` is `xs:int` that may be nil and may be referred to,
 * and those are matters of the encoding (SOAP 1.1 §5.2).
 */
export function simpleNamesake(name: ExpandedName): ExpandedName | undefined {
  const namespace = encodings.find((each) => name.startsWith(`{${each}}`));
  if (namespace === undefined) return undefined;
  const local = name.slice(namespace.length + 2);
  return expandedName(xsdNamespace, local === 'base64' ? 'base64Binary' : local);
}

/** `soapenc:Array`, or a type derived from it (WSDL 1.1 §2.2); `undefined` for every other type. */
export function compileArrayType(compilation: Compilation, source: Source, ref: TypeRef): ArrayType | undefined {
  const { document, node } = source;
  const named = compilation.nameOf(ref);
  if (arrays.has(named.name)) return { kind: 'array', ...named, item: anyType, dimensions: 1 };
  const outer = childOf(node, 'complexContent');
  const derivation = outer && childOf(outer, 'restriction', 'extension');
  const base = derivation && qnameOf(document, derivation, 'base');
  if (derivation === undefined || base === undefined) return undefined;
  const at: Source = { document, node: derivation };
  const definition = compilation.definition(baseNamed(compilation, base, at));
  if (definition.kind !== 'array') return undefined;
  const { item, dimensions } = itemOf(compilation, at) ?? definition;
  return { kind: 'array', ...named, item, dimensions, ...documentationOf(node) };
}

type Items = Pick<ArrayType, 'item' | 'dimensions'>;

/** By `wsdl:arrayType`, or by the one element of a sequence; what neither says is the base's. */
function itemOf(compilation: Compilation, source: Source): Items | undefined {
  const { document, node } = source;
  for (const attribute of componentsOf(document, node).filter(({ local }) => local === 'attribute')) {
    const arrayType = attribute.attributes.find(({ namespace, local }) => local === 'arrayType' && namespace !== '');
    if (arrayType) return arrayOf(compilation, { document, node: attribute }, arrayType.value);
  }
  const group = childOf(node, 'sequence', 'all', 'choice', 'group');
  const particle = group && compileParticle(compilation, { document, node: group });
  const item = particle && onlyElement(particle);
  return item === undefined ? undefined : { item: compilation.element(item).type, dimensions: 1 };
}

function onlyElement(particle: ContentParticle): number | undefined {
  if (particle.kind === 'element') return particle.element;
  const [only, ...others] = 'parts' in particle ? particle.parts : [];
  return only && others.length === 0 ? onlyElement(only) : undefined;
}

/** SOAP 1.1 §5.4.2: `string[]`, `string[,]`, `string[3]`; `string[][]` is an array of `string[]`. The sizes bind nobody. */
function arrayOf(compilation: Compilation, source: Source, arrayType: string): Items {
  const { document, node } = source;
  const [, name, ranks = ''] = /^\s*([^[\s]+)((?:\s*\[[\d,\s]*\])+)\s*$/u.exec(arrayType) ?? [];
  if (name === undefined) throw schemaError(document, node, `arrayType="${arrayType}" is not the type of an array`);
  const dimensions = ranks.split(']').slice(0, -1).map(dimensionsOf);
  const last = dimensions.pop() ?? 1;
  let item = itemNamed(compilation, source, node, name);
  for (const inner of dimensions) item = compilation.addType({ kind: 'array', item, dimensions: inner });
  return { item, dimensions: last };
}

function dimensionsOf(rank: string): number {
  return rank.split(',').length;
}

/** A type that nothing defines is any type: partners do publish such, and what is sent says what it is. */
function itemNamed(compilation: Compilation, source: Source, node: XmlTree, qname: string): TypeRef {
  const name = expandQName(source.document, node, qname);
  if (name === expandedName(xsdNamespace, 'ur-type')) return anyType;
  const known = compilation.globalTypes.has(simpleNamesake(name) ?? name);
  if (known || compilation.schemas.find('type', name)) return compilation.typeNamed(name, source);
  compilation.skip(source, `the item type ${name}: it is not defined, and any type is taken`);
  return anyType;
}
