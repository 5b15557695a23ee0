import type { ComplexType } from '../model.ts';
import { expandedName } from '../model.ts';
import { allows } from '../wildcard.ts';
import { isGatewaysOwn } from '../decode/attributes.ts';
import type { XmlTree } from '../xml/tree.ts';
import { attributeOf } from '../xml/tree.ts';
import type { EncodedDecoder } from './decoder.ts';
import { isOfEncoding } from './names.ts';

/** What every element of a message may carry. */
function isEverywhere(namespace: string, local: string): boolean {
  if (namespace === '') return local === 'id' || local === 'href';
  return isOfEncoding(namespace) || isGatewaysOwn(namespace);
}

/** The attributes of a type: SOAP encoding has none, and partners have them all the same. */
export function decodeAttributes(
  decoder: EncodedDecoder,
  type: ComplexType,
  content: XmlTree,
  object: Record<string, unknown>,
): void {
  for (const use of type.attributes) {
    const text = attributeOf(content, use.name, use.namespace) ?? use.default;
    const value =
      text === undefined ? undefined : decoder.text(decoder.contract.simple(use.type), text, content, use.name);
    if (value !== undefined) object[use.key] = value;
  }
  let others: Record<string, string> | undefined;
  for (const { namespace, local, value } of content.attributes) {
    if (isEverywhere(namespace, local)) continue;
    if (type.attributes.some((use) => use.name === local && use.namespace === namespace)) continue;
    if (type.anyAttribute && allows(type.anyAttribute, namespace)) {
      others ??= Object.create(null) as Record<string, string>;
      others[expandedName(namespace, local)] = value;
    } else decoder.drift('unknown_attribute', undefined, 'no such attribute', 'an attribute');
  }
  if (others) object['$attributes'] = others;
}

/** The attributes of an element that no type declares, as `$attributes` has them. */
export function foreignAttributes({ attributes }: XmlTree): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const { namespace, local, value } of attributes) {
    if (!isEverywhere(namespace, local)) found[expandedName(namespace, local)] = value;
  }
  return found;
}
