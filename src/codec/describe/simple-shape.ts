import type { Facets, Model, SimpleType, TypeRef } from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import type { LeafShape, Shape } from './shape.ts';

/** Character data without constraints. */
export const text: LeafShape = { kind: 'leaf', json: 'string', builtin: 'string', facets: {} };

/** Gives a simple type's shape a name where it has one. */
export type NamesShape = (ref: TypeRef, shape: Shape) => Shape;

/** The JSON of a simple type: a leaf, an array for a list, alternatives for a union. */
export function simpleShape(model: Model, ref: TypeRef, name: NamesShape): Shape {
  const type = model.types[ref];
  if (type?.kind !== 'simple') return text;
  if (type.variety === 'list') {
    const { length, minLength, maxLength } = type.facets;
    const item = type.item === undefined ? text : simpleShape(model, type.item, name);
    return { kind: 'array', item, min: length ?? minLength ?? 0, max: length ?? maxLength ?? UNBOUNDED };
  }
  if (type.variety === 'union') return unionShape(model, type, name);
  return name(ref, { kind: 'leaf', json: type.json, builtin: type.builtin, facets: legible(type) });
}

function unionShape(model: Model, type: SimpleType, name: NamesShape): Shape {
  if (type.facets.enumeration !== undefined || type.json !== 'string') {
    return { kind: 'leaf', json: type.json, builtin: type.builtin, facets: type.facets };
  }
  const members = (type.members ?? []).map((member) => simpleShape(model, member, name));
  // A member of another JSON type is written as its text: the union is a string as soon as one member is.
  const texts = members.map((shape) => (isString(shape) ? shape : text));
  return { kind: 'anyOf', of: texts.filter((shape, index) => shape !== text || texts.indexOf(text) === index) };
}

function isString(shape: Shape): boolean {
  if (shape.kind === 'named') return isString(shape.definition.shape);
  return shape.kind === 'leaf' && shape.json === 'string' && !shape.builtin.endsWith('Binary');
}

/** A QName's enumeration is written with the schema's prefixes, which mean nothing in JSON. */
function legible({ builtin, facets }: SimpleType): Facets {
  if (builtin !== 'QName' && builtin !== 'NOTATION') return facets;
  const { enumeration: _, ...rest } = facets;
  return rest;
}

const neverEmpty = /^(?:date|time|dateTime|duration|g[A-Z]\w*|QName|NOTATION)$/;

/** Whether an empty text of this type reads as absent, so that a reply may lack what its schema requires. */
export function readsAsAbsent(shape: Shape): boolean {
  switch (shape.kind) {
    case 'named':
      return readsAsAbsent(shape.definition.shape);
    case 'nullable':
      return readsAsAbsent(shape.of);
    case 'leaf':
      return shape.json !== 'string' || neverEmpty.test(shape.builtin);
    default:
      return false;
  }
}
