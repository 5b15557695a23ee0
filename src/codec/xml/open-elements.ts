import type { Name, Scope } from './scope.ts';
import { nameless, rootScope } from './scope.ts';

/** A place in a document, by local names. */
export interface Place {
  /** An XPath without predicates: the same for every item of a list. */
  readonly path: string;
  /** The same with the position of each repeated element among its siblings, where there is one. */
  readonly place?: string;
}

/** Where a reader stands: the elements whose start tag was read and whose end tag was not, and the namespaces in scope. */
export abstract class OpenElements {
  /** How many there are; the root's depth is 1. */
  depth = 0;
  /**
   * By depth: which of its siblings of one name an open element is, from 1; 0 where it is not one of several. Whoever
   * reads a list says so; a start tag resets it.
   */
  readonly ordinals: number[] = [0];
  protected readonly names: Name[] = [nameless];
  protected readonly scopes: Scope[] = [rootScope()];

  /** The current element: the one whose start tag was read last and whose end tag was not. */
  get name(): Name {
    return this.names[this.depth] ?? nameless;
  }

  get namespace(): string {
    return this.name.namespace;
  }

  get local(): string {
    return this.name.local;
  }

  /** The namespace of a prefix at the current element, for QName values; `''` is the default namespace. */
  resolvePrefix(prefix: string): string | undefined {
    return this.resolvePrefixAt(this.depth, prefix);
  }

  /** The same at an open element, or at the one just closed, by its depth. */
  resolvePrefixAt(depth: number, prefix: string): string | undefined {
    return this.scopes[depth]?.resolve(prefix) ?? (prefix === '' ? '' : undefined);
  }

  /** The namespaces in scope at the current element, to be asked once the reader moved on. */
  get resolver(): Scope['resolver'] {
    return (this.scopes[this.depth] as Scope).resolver;
  }

  /** An XPath of the open elements by local names. */
  path(): string {
    return this.placeAt(this.depth).path;
  }

  /** The XPath of the element whose end tag was consumed last. */
  closedPath(): string {
    return this.placeAt(this.depth + 1).path;
  }

  /** The current element's place, or that of what stands in it: `/@id`, `/Name`. */
  here(inside = ''): Place {
    return this.placeAt(this.depth, inside);
  }

  /** The place of the element whose end tag was consumed last, or of what stands in it. */
  closedHere(inside = ''): Place {
    return this.placeAt(this.depth + 1, inside);
  }

  /** The place of the element that the current one stands in. */
  outside(): Place {
    return this.placeAt(this.depth - 1);
  }

  private placeAt(last: number, inside = ''): Place {
    let path = '';
    let place = '';
    for (let depth = 1; depth <= last; depth++) {
      const step = `/${this.names[depth]?.local}`;
      const ordinal = this.ordinals[depth] ?? 0;
      path += step;
      place += ordinal === 0 ? step : `${step}[${ordinal}]`;
    }
    return place === path ? { path: path + inside } : { path: path + inside, place: place + inside };
  }
}
