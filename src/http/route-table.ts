import type { Exchange } from './exchange.ts';

/** The values of a path's parameters, decoded, by name. */
export type PathValues = ReadonlyMap<string, string>;

/** One method of one path. */
export interface Route {
  readonly method: string;
  /** The template, as it is logged: `/optique/orders/:reference`. */
  readonly path: string;
  /** `open` to everyone, to any valid `key`, or to keys with one of these scopes. */
  readonly access: 'open' | 'key' | readonly string[];
  /** A page that people open in a browser: the key may come as the password of HTTP Basic. */
  readonly page?: boolean;
  readonly adapter?: string;
  readonly operation?: string;
  handle(exchange: Exchange, values: PathValues): void | Promise<void>;
}

/** What stands at a path: its routes by method. */
interface Place {
  readonly routes: Map<string, { readonly route: Route; readonly names: readonly string[] }>;
  readonly pattern: RegExp;
}

/** A place that a path leads to, with the values of its parameters as they were sent, still percent-encoded. */
export interface Found {
  readonly routes: Place['routes'];
  readonly values: readonly string[];
}

const parameter = /:([A-Za-z_]\w*)/g;

/**
 * Paths to routes. Express tries its routes one after the other; a WSDL may bring thousands, and 405 needs all methods
 * of a path, so the paths without parameters stand in a map and the others under their first segment.
 */
export class RouteTable {
  readonly #fixed = new Map<string, Place>();
  readonly #patterns = new Map<string, Place[]>();

  constructor(routes: readonly Route[]) {
    const places = new Map<string, Place>();
    for (const route of routes) {
      const shape = shapeOf(route.path);
      const place = places.get(shape) ?? { routes: new Map(), pattern: patternOf(route.path) };
      place.routes.set(route.method, { route, names: namesOf(route.path) });
      places.set(shape, place);
    }
    for (const [shape, place] of [...places].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const segment = firstSegment(shape);
      if (!shape.includes(anything)) this.#fixed.set(encodeURI(shape), place);
      else this.#patterns.set(segment, [...(this.#patterns.get(segment) ?? []), place]);
    }
  }

  /** What stands at a path, percent-encoded as it was sent: literal paths first. */
  find(path: string): readonly Found[] {
    const all: Found[] = [];
    const fixed = this.#fixed.get(path);
    if (fixed) all.push({ routes: fixed.routes, values: [] });
    for (const { pattern, routes } of this.#patterns.get(firstSegment(path)) ?? []) {
      const match = pattern.exec(path);
      if (match) all.push({ routes, values: match.slice(1) });
    }
    return all;
  }
}

/** In a path's shape, for a parameter: sorted after every letter, so that literals are tried first. */
const anything = '\u{10ffff}';

/** A path without the names of its parameters. */
export function shapeOf(path: string): string {
  return path.replace(parameter, anything);
}

/** The parameters of a path in order. */
export function namesOf(path: string): string[] {
  return [...path.matchAll(parameter)].map((match) => match[1] ?? '');
}

function patternOf(path: string): RegExp {
  const literals = shapeOf(path).split(anything);
  const escaped = literals.map((literal) => encodeURI(literal).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('([^/]+)')}$`);
}

function firstSegment(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path : path.slice(0, end);
}
