import type { XmlTree } from '../codec/index.ts';
import { elementsOf, textOf } from '../codec/xml/tree.ts';

/**
 * Undeclared XML as the plainest JSON that people can read, for the detail of a fault: text where there is only text,
 * an object by local names otherwise, an array where a name is repeated, `@name` for attributes.
 */
export function plainJson(tree: XmlTree): unknown {
  const elements = elementsOf(tree);
  if (elements.length === 0 && tree.attributes.length === 0) return textOf(tree).trim();
  const json: Record<string, unknown> = {};
  for (const { local, value } of tree.attributes) put(json, `@${local}`, value);
  for (const element of elements) put(json, element.local, plainJson(element));
  if (elements.length === 0 && textOf(tree).trim() !== '') put(json, 'value', textOf(tree).trim());
  return json;
}

/** What {@link put} made of a repeated name; other arrays are values. */
const repeated = new WeakSet<readonly unknown[]>();

/** A property even where its name is `__proto__`; a second value of one name makes an array. */
export function put(json: Record<string, unknown>, key: string, value: unknown): void {
  const before = Object.hasOwn(json, key) ? json[key] : undefined;
  // A fault may repeat a name thousands of times: what is there already is not copied.
  if (Array.isArray(before) && repeated.has(before)) {
    before.push(value);
    return;
  }
  const both = before === undefined ? undefined : [before, value];
  if (both) repeated.add(both);
  Object.defineProperty(json, key, { value: both ?? value, enumerable: true, configurable: true, writable: true });
}

/** The text of the first child element of a name, trimmed. */
export function childText(tree: XmlTree | undefined, local: string): string | undefined {
  const child = childOf(tree, local);
  return child === undefined ? undefined : textOf(child).trim();
}

/** The first child element of a local name. */
export function childOf(tree: XmlTree | undefined, local: string): XmlTree | undefined {
  return tree === undefined ? undefined : elementsOf(tree).find((element) => element.local === local);
}
