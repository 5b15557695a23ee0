import type { ExpandedName } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { attributeOf } from '../xml/tree.ts';
import { soap12EncodingNamespace, soapEncodingNamespace, xsdNamespace } from '../xml/vocabulary.ts';
import { isArrayName, typeNameOf } from './names.ts';

/** Beyond any array that is meant: a rank costs its sender nothing. */
export const mostDimensions = 16;

/** What an array says of itself in a message. */
export interface WireArray {
  /** The type of its items, and the ranks behind it where those are arrays: `string` and `[]` of `string[][2]`. */
  readonly item: ExpandedName | undefined;
  readonly itemRanks: string;
  /** One per dimension; `undefined` where the message leaves it open. */
  readonly sizes: readonly (number | undefined)[] | undefined;
}

/** `soapenc:arrayType` (SOAP 1.1 §5.4.2), `enc:itemType` and `enc:arraySize` (SOAP 1.2 part 2 §3.1.6). */
export function wireArrayOf(node: XmlTree): WireArray | undefined {
  const arrayType = attributeOf(node, 'arrayType', soapEncodingNamespace);
  if (arrayType !== undefined) {
    const [, name, inner = '', last = ''] =
      /^\s*([^[\s]+)\s*((?:\[[^\]]*\]\s*)*)\[([^\]]*)\]\s*$/u.exec(arrayType) ?? [];
    if (name === undefined) return { item: undefined, itemRanks: '', sizes: undefined };
    return { item: itemName(node, name), itemRanks: inner.replace(/[^[\],]/gu, ''), sizes: last.split(',').map(size) };
  }
  const itemType = attributeOf(node, 'itemType', soap12EncodingNamespace)?.trim();
  const arraySize = attributeOf(node, 'arraySize', soap12EncodingNamespace)?.trim();
  if (itemType === undefined && arraySize === undefined) return undefined;
  return {
    item: itemType === undefined ? undefined : itemName(node, itemType),
    itemRanks: '',
    sizes: arraySize?.split(/\s+/u).map(size),
  };
}

/** An item of any type says itself what it is. */
function itemName(node: XmlTree, qname: string): ExpandedName | undefined {
  const name = typeNameOf(node, qname);
  return name === undefined || name === `{${xsdNamespace}}anyType` || isArrayName(name) ? undefined : name;
}

function size(text: string): number | undefined {
  return /^\s*\d{1,9}\s*$/u.test(text) ? Number(text) : undefined;
}

/** Why an array is not all there: what is not sent is not known, and no array without it is an answer. */
export function partiality(array: XmlTree, items: readonly XmlTree[]): string | undefined {
  const offset = attributeOf(array, 'offset', soapEncodingNamespace);
  if (offset !== undefined && /[1-9]/u.test(offset)) return 'a partially transmitted array (offset)';
  const sparse = items.some((item) => attributeOf(item, 'position', soapEncodingNamespace) !== undefined);
  return sparse ? 'a sparse array (position)' : undefined;
}
