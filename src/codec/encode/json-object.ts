import type { EncodeState } from './state.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object in the sense of JSON: no array, no date, no map. */
export function isObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype || prototype === null || Object.prototype.toString.call(value) === '[object Object]'
  );
}

/** A property of the object's own: nothing that a prototype lends. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Reports every property that is not among those known. */
export function refuseOthers(state: EncodeState, object: JsonObject, known: readonly string[]): void {
  for (const key of Object.keys(object)) {
    if (object[key] !== undefined && !known.includes(key)) state.problem('is not known here', key);
  }
}
