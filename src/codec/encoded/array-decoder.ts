import { broken } from '../decode/report.ts';
import type { ArrayType, ExpandedName } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { elementsOf } from '../xml/tree.ts';
import type { WireArray } from './array-sizes.ts';
import { mostDimensions, partiality, wireArrayOf } from './array-sizes.ts';
import type { EncodedDecoder, Given } from './decoder.ts';

/** Sizes cost a message nothing to claim: so many rows without an item are still believed. */
const mostEmptyRows = 10_000;

/** An array before its items are read. */
export interface OpenArray {
  readonly nodes: readonly XmlTree[];
  /** What the array says of itself. */
  readonly wire: WireArray | undefined;
  /** What its items are where they do not say so. */
  readonly assumed: ExpandedName | undefined;
}

/** The items of an array, whatever their elements are called (SOAP 1.1 §5.4.2); nested as its dimensions are. */
export function decodeArray(decoder: EncodedDecoder, type: ArrayType, content: XmlTree): readonly unknown[] {
  const array = beginArray(decoder, type, content);
  const { nodes, assumed } = array;
  const read = (given: Given): unknown => decoder.value(type.item, given, undefined);
  const items = nodes.map((node, index) => decoder.accessor(node, assumed, read, undefined, index + 1) ?? null);
  return endArray(decoder, type, array, items);
}

/** Throws ContractError for one that is not all there. */
export function beginArray(decoder: EncodedDecoder, type: ArrayType, content: XmlTree): OpenArray {
  const nodes = elementsOf(content);
  const part = partiality(content, nodes);
  if (part !== undefined) throw broken('type', decoder.here(), 'a whole array', part);
  const hasText = content.children.some((child) => typeof child === 'string' && child.trim() !== '');
  if (hasText) decoder.drift('unexpected_text', undefined, 'the items of an array', 'text');
  const wire = wireArrayOf(content);
  return { nodes, wire, assumed: assumedType(decoder, type, wire) };
}

/** The items, nested as the array's dimensions are. Throws ContractError where its sizes say another number of them. */
export function endArray(
  decoder: EncodedDecoder,
  type: ArrayType,
  { wire }: OpenArray,
  items: readonly unknown[],
): readonly unknown[] {
  const sizes = sizesOf(decoder, type, wire, items.length);
  return sizes.length <= 1 ? items : rows(items, sizes, 0, { at: 0 });
}

/** An item says itself what it is; where it does not, its array may have said it for all. */
function assumedType(
  { contract }: EncodedDecoder,
  { item }: ArrayType,
  wire: WireArray | undefined,
): ExpandedName | undefined {
  const assumed = wire?.itemRanks === '' ? wire.item : undefined;
  // A struct that its array names by another name is what the contract says it is.
  const known = assumed === undefined ? undefined : contract.type(assumed);
  const declared = contract.model.types[item];
  const takes =
    declared?.kind === 'any' || (declared?.kind === 'complex' && declared.alternatives?.includes(known ?? -1));
  return takes ? assumed : undefined;
}

/** The size of each dimension, checked against the items that are there. */
function sizesOf(
  decoder: EncodedDecoder,
  { dimensions }: ArrayType,
  wire: WireArray | undefined,
  count: number,
): readonly number[] {
  const sizes = wire?.sizes;
  if (dimensions === 1) {
    const [size] = sizes?.length === 1 ? sizes : [];
    if (size !== undefined && size !== count)
      decoder.drift(
        size < count ? 'too_many' : 'missing',
        undefined,
        `${size} items, as its arrayType says`,
        `${count}`,
      );
    return [];
  }
  const here = decoder.here();
  if (dimensions > mostDimensions) throw broken('too_many', here, `at most ${mostDimensions} dimensions`, 'more');
  const expected = `an array of ${dimensions} dimensions, each with its size`;
  if (sizes?.length !== dimensions) throw broken('type', here, expected, 'another arrayType');
  const [first, ...inner] = sizes;
  const rowSize = inner.reduce<number | undefined>(
    (total, size) => (total === undefined || size === undefined ? undefined : total * size),
    1,
  );
  if (rowSize === undefined) throw broken('type', here, expected, 'a dimension without a size');
  const found = first ?? (rowSize === 0 ? 0 : count / rowSize);
  if (!Number.isInteger(found) || found * rowSize !== count)
    throw broken('type', here, 'as many items as its sizes make', `${count}`);
  if (count === 0 && emptyRows([found, ...inner]) > mostEmptyRows)
    throw broken('too_many', here, `at most ${mostEmptyRows} empty rows`, 'more');
  return [found, ...inner.map((size) => size ?? 0)];
}

/** How many rows there are before the dimension that has none. */
function emptyRows(sizes: readonly (number | undefined)[]): number {
  const end = sizes.findIndex((size) => size === 0);
  return sizes.slice(0, end === -1 ? undefined : end).reduce<number>((total, size) => total * (size ?? 1), 1);
}

/** Row-major: the last dimension varies fastest. */
function rows(items: readonly unknown[], sizes: readonly number[], depth: number, next: { at: number }): unknown[] {
  const size = sizes[depth] ?? 0;
  if (depth === sizes.length - 1) return items.slice(next.at, (next.at += size));
  return Array.from({ length: size }, () => rows(items, sizes, depth + 1, next));
}
