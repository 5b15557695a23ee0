import { UNBOUNDED } from '../model.ts';
import { object } from './complex-members.ts';
import type { Definition, Member, ObjectShape, Shape } from './shape.ts';
import { text } from './simple-shape.ts';

/** Untyped content may be mixed. */
const trees: Shape = {
  kind: 'array',
  item: { kind: 'anyOf', of: [text, { kind: 'tree', known: false }] },
  min: 0,
  max: UNBOUNDED,
};

function optional(key: string, shape: Shape): Member {
  return { key, shape, required: false, present: false };
}

/** A value of any type, between what stands before and behind its content. */
export function anyShape(before: readonly Member[], behind: readonly Member[]): ObjectShape {
  const type = optional('$type', text);
  const members = [
    ...before,
    type,
    optional('value', { kind: 'unknown' }),
    optional('$any', trees),
    optional('$attributes', { kind: 'attributes' }),
  ];
  return { ...object([...members, ...behind]), open: true };
}

/** The same where nothing else is said of it. */
export const anyDefinition: Definition = {
  name: 'AnyValue',
  documentation:
    'A value of any type: its type and `value`, the properties of a type that the schemas know, or untyped XML as trees.',
  shape: anyShape([], []),
};
