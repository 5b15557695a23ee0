import { parseClark } from '../simple/names.ts';
import { foreignAttributes } from './attributes.ts';
import { tagOf, writeElement } from './encoder.ts';
import { isObject, own, refuseOthers } from './json-object.ts';
import type { EncodeState } from './state.ts';

const anyAttribute = (): undefined => undefined;

/** The generic tree `{ name, attributes, children }`: names are checked, so that nothing but elements comes of it. */
export function encodeTree(state: EncodeState, tree: unknown): string {
  const given = isObject(tree) ? own(tree, 'name') : undefined;
  const name = typeof given === 'string' ? parseClark(given) : undefined;
  if (!isObject(tree) || name === undefined) {
    state.problem('expected an element with "name", as {namespace}local');
    return '';
  }
  if (!state.descend()) return '';
  refuseOthers(state, tree, ['name', 'attributes', 'children']);
  const tag = tagOf(state.namespaces.name(name.namespace, name.local));
  state.enter('attributes');
  const attributes = foreignAttributes(state, own(tree, 'attributes') ?? {}, anyAttribute);
  state.leave();
  state.enter('children');
  const children = encodeChildren(state, own(tree, 'children') ?? [], encodeTree);
  state.leave();
  state.ascend();
  return writeElement(tag, attributes, children);
}

/** Texts as they are, elements by `element`. */
export function encodeChildren(
  state: EncodeState,
  children: unknown,
  element: (state: EncodeState, child: unknown) => string,
): string {
  if (!Array.isArray(children)) {
    state.problem('expected an array of texts and elements');
    return '';
  }
  let content = '';
  children.forEach((child: unknown, index) => {
    state.enter(index);
    content += typeof child === 'string' ? state.text(child) : element(state, child);
    state.leave();
  });
  return content;
}
