type Path = readonly (string | number)[];

/** One change that makes a valid message invalid, and the JSON Pointers of which one must be named then. */
export interface Breakage {
  readonly what: string;
  readonly path: Path;
  /** `undefined` takes the property away. */
  readonly value: unknown;
  readonly pointers: readonly string[];
}

/** RFC 6901. */
export function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A copy of the message with the change made; `undefined` where there is no such place in it, since it was left out or is nil. */
export function broken(message: unknown, { path, value }: Breakage): unknown {
  const copy = structuredClone(message);
  const last = path.at(-1) ?? '';
  let place: unknown = copy;
  for (const step of path.slice(0, -1)) place = isIndexed(place) ? place[step] : undefined;
  if (!isIndexed(place) || (value === undefined && !Object.hasOwn(place, last))) return undefined;
  if (value === undefined) delete place[last];
  else Object.defineProperty(place, last, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function isIndexed(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Written down while a message is made: each place knows what would be wrong there. */
export class Breakages {
  readonly found: Breakage[] = [];
  readonly path: (string | number)[] = [];

  within<T>(steps: Path, write: () => T): T {
    this.path.push(...steps);
    try {
      return write();
    } finally {
      this.path.length -= steps.length;
    }
  }

  /** A change of the value that stands here, or of a property of it; `at` are the places to be named, the changed one by default. */
  add(what: string, steps: Path, value: unknown, at: readonly Path[] = [steps]): void {
    const path = [...this.path, ...steps];
    if (path.length === 0) return;
    this.found.push({ what, path, value, pointers: at.map((place) => pointer([...this.path, ...place])) });
  }
}
