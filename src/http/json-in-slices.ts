/** About so many characters are written at a time. */
const sliceLength = 1 << 16;
/** So many items are written at a time at the most: those to come may be much longer than those before. */
const mostItems = 256;

/**
 * JSON of a value piece by piece: together what `JSON.stringify` gives. Each piece is short, but for one that a single
 * string, an object of another class, or up to 256 items much longer than those before them make long.
 */
export function* jsonInSlices(value: unknown): Generator<string, void, undefined> {
  let text = '';
  for (const piece of pieces(value)) {
    text += piece;
    if (text.length < sliceLength) continue;
    yield text;
    text = '';
  }
  yield text;
}

function* pieces(value: unknown): Generator<string, void, undefined> {
  if (Array.isArray(value)) yield* items(value);
  else if (isPlain(value)) yield* members(value);
  else yield JSON.stringify(value) ?? 'null';
}

function* items(array: readonly unknown[]): Generator<string, void, undefined> {
  let many = 1;
  yield '[';
  for (let at = 0; at < array.length;) {
    if (at > 0) yield ',';
    const item = array[at];
    if (many === 1 && isDeep(item)) {
      const before = at++;
      let length = 0;
      for (const piece of pieces(array[before])) {
        length += piece.length;
        yield piece;
      }
      if (length < sliceLength / 8) many = 2;
      continue;
    }
    const text = JSON.stringify(array.slice(at, at + many));
    yield text.slice(1, -1);
    at += many;
    // As many at a time as make a slice.
    many = Math.max(1, Math.min(many * 2, mostItems, Math.floor((many * sliceLength) / text.length)));
  }
  yield ']';
}

function* members(object: Readonly<Record<string, unknown>>): Generator<string, void, undefined> {
  let before = '{';
  for (const key of Object.keys(object)) {
    const value = object[key];
    const deep = isDeep(value);
    const text = deep ? '' : (JSON.stringify(value) as string | undefined);
    if (text === undefined) continue;
    yield `${before}${JSON.stringify(key)}:${text}`;
    if (deep) yield* pieces(value);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function isDeep(value: unknown): boolean {
  return Array.isArray(value) || isPlain(value);
}

/** An object without a word of its own on how it is written. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}
