import { arrange } from '../content-arrangement.ts';
import type { ContentModel, ContentNode } from '../content-particle.ts';
import type { Part } from './group.ts';
import type { EncodeState } from './state.ts';

/** The slots under repeated choices, in the order that `$order` gives; without it, those of the one name that is used. */
export function orderOf(
  state: EncodeState,
  parts: readonly Part[],
  items: readonly (readonly string[])[],
  order: unknown,
): readonly number[] | 'refused' {
  const ordered = parts.filter((part) => part.ordered);
  const used = ordered.filter(({ slot }) => items[slot]?.length !== 0);
  if (order === undefined) {
    if (used.length > 1) {
      state.problem(`is required, since more than one of ${used.map(({ key }) => key).join(', ')} is given`, '$order');
      return 'refused';
    }
    return used.flatMap(({ slot }) => (items[slot] ?? []).map(() => slot));
  }
  const slots = new Map(ordered.map(({ key, slot }) => [key, slot]));
  const found = Array.isArray(order) ? order.map((key: unknown) => slots.get(key as string)) : undefined;
  if (found === undefined || found.includes(undefined)) {
    state.problem(`expected an array of the names ${[...slots.keys()].join(', ')}`, '$order');
    return 'refused';
  }
  const counts = new Map<number | undefined, number>();
  for (const slot of found) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  const uneven = ordered.filter(({ slot }) => (counts.get(slot) ?? 0) !== items[slot]?.length).map(({ key }) => key);
  if (uneven.length === 0) return found as number[];
  state.problem(`expected each name as often as it has items: ${uneven.join(', ')}`, '$order');
  return 'refused';
}

/** The items in an order that the content model accepts; what keeps them from any is reported. */
export function placed(
  state: EncodeState,
  model: ContentModel,
  node: ContentNode,
  parts: readonly Part[],
  items: readonly (readonly string[])[],
  order: readonly number[],
  broken: boolean,
): string {
  const counts = items.map((texts) => texts.length);
  const isOrdered = model.names.map((_, slot) => parts.some((part) => part.slot === slot && part.ordered));
  const { slots, problems } = arrange(model, node, { counts, order, ordered: (slot) => isOrdered[slot] === true });
  for (const { kind, slot, expected } of problems) {
    const key = slot === undefined ? undefined : model.names[slot];
    if (kind === 'choice' || key === undefined) state.problem(`expected ${expected}`);
    else if (kind === 'order') state.problem(`expected ${expected}`, '$order');
    else if (kind === 'missing' && counts[slot ?? -1] === 0) state.problem('is required', key);
    else if (!broken || kind === 'missing') state.problem(`expected ${expected}`, key);
  }
  const next = model.names.map(() => 0);
  let content = '';
  for (const slot of slots) {
    const at = next[slot] ?? 0;
    content += items[slot]?.[at] ?? '';
    next[slot] = at + 1;
  }
  return content;
}

/** What is missing whatever the order: where the order is refused, or something is given that is no array (`unfit`). */
export function reportMissing(
  state: EncodeState,
  model: ContentModel,
  node: ContentNode,
  items: readonly (readonly string[])[],
  unfit: ReadonlySet<number>,
): void {
  const counts = items.map((texts, slot) => (unfit.has(slot) ? 1 : texts.length));
  for (const { kind, slot } of arrange(model, node, { counts }).problems) {
    const key = slot === undefined ? undefined : model.names[slot];
    if (kind === 'missing' && key !== undefined && counts[slot ?? -1] === 0) state.problem('is required', key);
  }
}
