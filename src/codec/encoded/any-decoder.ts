import type { Tags } from '../decode/state.ts';
import type { ArrayType, ExpandedName, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { textOf } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import { anyType } from '../xsd/built-in-types.ts';
import { foreignAttributes } from './attributes.ts';
import { mostDimensions, wireArrayOf } from './array-sizes.ts';
import type { EncodedDecoder, Given } from './decoder.ts';
import { isArrayName, isEncodingNamespace, labelOf, plainName } from './names.ts';
import { childTrees } from './tree-decoder.ts';

/**
 * A value of any type: always an object with `$type`, or untyped. The type of an array without a name is that of its items
 * and its dimensions, as `arrayType` has it: `xs:string[]`, `xs:int[,]`.
 */
export function decodeAny(decoder: EncodedDecoder, given: Given, tags: Tags | undefined): unknown {
  const found = whatIs(decoder, given, tags);
  if ('json' in found) return found.json;
  if ('array' in found) return decoder.array(found.array, given, found.tags);
  return decoder.value(found.type, { content: given.content, type: undefined }, found.tags);
}

/** An array or a type that the schemas know, with what stands before its content; or its JSON, where it is neither. */
type Found =
  | { readonly array: ArrayType; readonly tags: Tags }
  | { readonly type: TypeRef; readonly tags: Tags }
  | { readonly json: unknown };

/** What a value of any type is, by what it says of itself. */
export function whatIs(decoder: EncodedDecoder, given: Given, tags: Tags | undefined): Found {
  const { content } = given;
  const name = given.type ?? ownName(content);
  const ref = name === undefined ? undefined : decoder.contract.type(name);
  const type = ref === undefined ? undefined : decoder.contract.model.types[ref];
  const isArray = name === undefined ? wireArrayOf(content) !== undefined : isArrayName(name);
  if (isArray) return unnamedArray(decoder, given, tags);
  if (name !== undefined && ref !== undefined && type !== undefined && type.kind !== 'any' && isConcrete(decoder, ref))
    return { type: ref, tags: { ...tags, $type: labelOf(name) } };
  if (name !== undefined && type === undefined)
    decoder.drift('type', undefined, 'a type the schemas know', 'another type');
  return { json: { ...tags, ...untyped(decoder, content) } };
}

/** An abstract type says less than no type. `xs:anySimpleType` says nothing. */
function isConcrete({ contract }: EncodedDecoder, ref: TypeRef): boolean {
  const type = contract.model.types[ref];
  return type?.kind === 'complex' ? !type.abstract : type?.name !== expandedName(xsdNamespace, 'anySimpleType');
}

/** `<soapenc:int>`: an element of the encoding's own is named for its type (SOAP 1.1 §5.2). */
function ownName({ namespace, local }: XmlTree): ExpandedName | undefined {
  return isEncodingNamespace(namespace) && local !== 'Struct' ? plainName(namespace, local) : undefined;
}

function unnamedArray(decoder: EncodedDecoder, given: Given, tags: Tags | undefined): Found {
  const wire = wireArrayOf(given.content);
  const ref = wire?.item === undefined ? undefined : decoder.contract.type(wire.item);
  // Items that are arrays themselves say of what.
  const named = ref !== undefined && wire?.itemRanks === '' ? wire.item : undefined;
  const dimensions = wire?.sizes?.length ?? 1;
  const type: ArrayType = { kind: 'array', item: named === undefined ? anyType : (ref ?? anyType), dimensions };
  const label = named === undefined ? 'xs:anyType' : labelOf(named);
  const $type = `${label}[${','.repeat(Math.min(dimensions, mostDimensions) - 1)}]`;
  return { array: type, tags: { ...tags, $type } };
}

function untyped(decoder: EncodedDecoder, content: XmlTree): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const attributes = foreignAttributes(content);
  if (Object.keys(attributes).length > 0) object['$attributes'] = attributes;
  if (content.children.some((child) => typeof child !== 'string')) object['$any'] = childTrees(decoder, content);
  else object['value'] = textOf(content);
  return object;
}
