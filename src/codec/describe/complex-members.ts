import type { ComplexType, ElementRef, Slot, TypeRef } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import { choicesIn } from './choices.ts';
import type { Member, ObjectShape, Shape } from './shape.ts';
import { text } from './simple-shape.ts';

/** The shapes that a complex type is made of. */
export interface Parts {
  /** An element as a property; `needed`: every message and every reply has it. */
  property(key: string, element: ElementRef, needed: boolean): Member;
  simple(type: TypeRef): Shape;
}

/** An object of these properties. */
export function object(members: readonly Member[], choices: readonly string[] = []): ObjectShape {
  return { kind: 'object', members, choices, open: false };
}

/** A property that every message and every reply has. */
export function required(key: string, shape: Shape): Member {
  return { key, shape, required: true, present: true };
}

/** The attributes of a type, `$attributes` included. */
export function attributeMembers(type: ComplexType, parts: Parts): readonly Member[] {
  const members = type.attributes.map((use): Member => {
    const present = use.required || use.default !== undefined || use.fixed !== undefined;
    const shape = parts.simple(use.type);
    return { key: use.key, shape, required: use.required, present, default: use.default, fixed: use.fixed };
  });
  if (type.anyAttribute === undefined) return members;
  return [...members, { key: '$attributes', shape: { kind: 'attributes' }, required: false, present: false }];
}

/** The properties of a type's content: `value`, `$mixed`, or one per name that may stand in it. */
export function contentMembers(type: ComplexType, parts: Parts): readonly Member[] {
  switch (type.content) {
    case 'empty':
      return [];
    case 'simple':
      return [required('value', type.simple === undefined ? text : parts.simple(type.simple))];
    case 'mixed':
      return [{ key: '$mixed', shape: mixed(type, parts), required: false, present: true }];
    default:
      return groupMembers(type, 0, parts);
  }
}

/** The properties of the object itself (group 0) or of one row, in the order of the schema. */
function groupMembers(type: ComplexType, group: number, parts: Parts): Member[] {
  const members: Member[] = [];
  const rows = new Set<number>();
  for (const slot of type.slots) {
    if (slot.group === group) members.push(slotMember(slot, parts));
    const row = rowBelow(type, slot.group, group);
    if (row === undefined || rows.has(row)) continue;
    rows.add(row);
    members.push(rowMember(type, row, parts));
  }
  const ordered = type.slots.filter((slot) => slot.group === group && slot.ordered).map((slot) => slot.key);
  if (ordered.length > 0) {
    const shape: Shape = { kind: 'array', item: { kind: 'literals', values: ordered }, min: 0, max: UNBOUNDED };
    members.push({ key: '$order', shape, required: false, present: true });
  }
  return members;
}

function rowMember(type: ComplexType, row: number, parts: Parts): Member {
  const { key, min, max } = type.groups[row] ?? { key: '$rows', min: 0, max: UNBOUNDED };
  const item = object(groupMembers(type, row, parts), choicesIn(type, row));
  return { key, shape: { kind: 'array', item, min, max }, required: min > 0, present: true };
}

/** The row group directly below `group` that leads to `inner`. */
function rowBelow(type: ComplexType, inner: number, group: number): number | undefined {
  for (let at = inner; at !== 0; at = type.groups[at]?.parent ?? 0) if (type.groups[at]?.parent === group) return at;
  return undefined;
}

function slotMember(slot: Slot, parts: Parts): Member {
  const property = slotProperty(slot, parts, slot.min > 0);
  const shape: Shape = slot.many
    ? { kind: 'array', item: property.shape, min: slot.min, max: slot.max }
    : property.shape;
  return { ...property, shape, present: property.present || slot.many };
}

function slotProperty(slot: Slot, parts: Parts, needed: boolean): Member {
  if (slot.element !== undefined) return parts.property(slot.key, slot.element, needed);
  const shape: Shape = { kind: 'tree', known: slot.wildcard?.process !== 'skip' };
  return { key: slot.key, shape, required: needed, present: needed };
}

function mixed(type: ComplexType, parts: Parts): Shape {
  const items = type.slots.map((slot) => object([slotProperty(slot, parts, true)]));
  return { kind: 'array', item: { kind: 'anyOf', of: [text, ...items] }, min: 0, max: UNBOUNDED };
}
