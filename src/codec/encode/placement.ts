import { arrange } from '../content-arrangement.ts';
import type { ContentModel, ContentNode } from '../content-particle.ts';
import { UNBOUNDED } from '../model.ts';
import type { Part } from './group.ts';
import type { EncodeState } from './state.ts';

/** What an object holds: the texts by slot, or by symbol where the wildcards of a slot differ. */
export interface Items {
  readonly texts: readonly (readonly string[])[];
  /** The slot whose wildcards differ, with its symbols as they were given. */
  readonly divided: { readonly slot: number; readonly given: readonly number[] } | undefined;
}

function countOf({ texts, divided }: Items, slot: number): number {
  return divided?.slot === slot ? divided.given.length : (texts[slot]?.length ?? 0);
}

/** The slots under repeated choices, in the order that `$order` gives; without it, those of the one name that is used. */
export function orderOf(
  state: EncodeState,
  parts: readonly Part[],
  items: Items,
  order: unknown,
): readonly number[] | 'refused' {
  const slots = orderedSlots(state, parts, items, order);
  const { divided } = items;
  if (slots === 'refused' || divided === undefined) return slots;
  let next = 0;
  return slots.map((slot) => (slot === divided.slot ? (divided.given[next++] ?? slot) : slot));
}

function orderedSlots(
  state: EncodeState,
  parts: readonly Part[],
  items: Items,
  order: unknown,
): readonly number[] | 'refused' {
  const ordered = parts.filter((part) => part.ordered);
  const used = ordered.filter(({ slot }) => countOf(items, slot) !== 0);
  if (order === undefined) {
    if (used.length > 1) {
      state.problem(`is required, since more than one of ${used.map(({ key }) => key).join(', ')} is given`, '$order');
      return 'refused';
    }
    return used.flatMap(({ slot }) => Array.from({ length: countOf(items, slot) }, () => slot));
  }
  const slots = new Map(ordered.map(({ key, slot }) => [key, slot]));
  const found = Array.isArray(order) ? order.map((key: unknown) => slots.get(key as string)) : undefined;
  if (found === undefined || found.includes(undefined)) {
    state.problem(`expected an array of the names ${[...slots.keys()].join(', ')}`, '$order');
    return 'refused';
  }
  const counts = new Map<number | undefined, number>();
  for (const slot of found) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  const uneven = ordered.filter(({ slot }) => (counts.get(slot) ?? 0) !== countOf(items, slot)).map(({ key }) => key);
  if (uneven.length === 0) return found as number[];
  state.problem(`expected each name as often as it has items: ${uneven.join(', ')}`, '$order');
  return 'refused';
}

/** Where it is the number alone that is wrong. */
function atMost(parts: readonly Part[], slot = -1, counts: readonly number[] = []): string | undefined {
  const max = parts.find((part) => part.slot === slot)?.max ?? UNBOUNDED;
  return max > 1 && (counts[slot] ?? 0) > max ? `at most ${max} items` : undefined;
}

const noPlace = 'has no place beside the others: the schema allows fewer elements of its namespace';

/** The items in an order that the content model accepts; what keeps them from any is reported. */
export function placed(
  state: EncodeState,
  model: ContentModel,
  node: ContentNode,
  parts: readonly Part[],
  items: Items,
  order: readonly number[],
  broken: boolean,
): string {
  const { texts, divided } = items;
  const counts = texts.map(({ length }) => length);
  const isOrdered = model.names.map((_, slot) => parts.some((part) => part.slot === slot && part.ordered));
  const isOpenOrdered = divided !== undefined && isOrdered[divided.slot] === true;
  if (isOpenOrdered) for (const symbol of divided.given) isOrdered[symbol] = true;
  const given = isOpenOrdered ? undefined : divided?.given;
  const supply = { counts, order, ordered: (slot: number): boolean => isOrdered[slot] === true };
  const { slots, problems } = arrange(model, node, given === undefined ? supply : { ...supply, given });
  for (const { kind, slot, expected } of problems) {
    const key = slot === undefined ? undefined : model.names[slot];
    if (kind === 'choice' || key === undefined) state.problem(`expected ${expected}`);
    else if (kind === 'order') state.problem(`expected ${expected}`, '$order');
    else if (kind === 'missing' && counts[slot ?? -1] === 0 && slot !== divided?.slot)
      state.problem('is required', key);
    else if (kind === 'missing' && isOrdered[slot ?? -1] === true && new Set(order).size > 1)
      state.problem(`expected an order that the schema allows: with ${expected} in its place`, '$order');
    else if (kind === 'too_many' && divided?.given.includes(slot ?? -1) === true)
      state.problem(noPlace, key, divided.given.lastIndexOf(slot ?? -1));
    else if (kind === 'too_many' && !broken) state.problem(`expected ${atMost(parts, slot, counts) ?? expected}`, key);
    else if (!broken || kind === 'missing') state.problem(`expected ${expected}`, key);
  }
  const next = model.names.map(() => 0);
  let content = '';
  for (const slot of slots) {
    const at = next[slot] ?? 0;
    content += texts[slot]?.[at] ?? '';
    next[slot] = at + 1;
  }
  return content;
}

/** What is missing whatever the order: where the order is refused, or something is given that is no array (`unfit`). */
export function reportMissing(
  state: EncodeState,
  model: ContentModel,
  node: ContentNode,
  items: Items,
  unfit: ReadonlySet<number>,
): void {
  const counts = items.texts.map(({ length }, slot) => (unfit.has(slot) ? 1 : length));
  for (const { kind, slot } of arrange(model, node, { counts }).problems) {
    const key = slot === undefined ? undefined : model.names[slot];
    const given = slot === items.divided?.slot || counts[slot ?? -1] !== 0;
    if (kind === 'missing' && key !== undefined && !given) state.problem('is required', key);
  }
}
