import type { Name, Scope } from './scope.ts';
import { nameless, rootScope } from './scope.ts';

/** Where a reader stands: the elements whose start tag was read and whose end tag was not, and the namespaces in scope. */
export abstract class OpenElements {
  /** How many there are; the root's depth is 1. */
  depth = 0;
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

  /** An XPath of the open elements by local names. */
  path(): string {
    let path = '';
    for (let depth = 1; depth <= this.depth; depth++) path += `/${this.names[depth]?.local}`;
    return path;
  }

  /** The XPath of the element whose end tag was consumed last. */
  closedPath(): string {
    return `${this.path()}/${this.names[this.depth + 1]?.local}`;
  }
}
