import { BreakageError } from '../adapter/breakage.ts';

/** A path with `:name` places, filled from an input; each value percent-encoded, so that it stays within its place. */
export class PathTemplate {
  readonly #pieces: readonly string[];
  readonly #names: readonly string[];

  constructor(path: string) {
    const split = path.split(/:([A-Za-z_][A-Za-z0-9_]*)/);
    this.#pieces = split.filter((_, index) => index % 2 === 0);
    this.#names = split.filter((_, index) => index % 2 === 1);
  }

  /** Throws a BreakageError `invalid` with a pointer to each value that would be no segment, or another one: empty, `.`, `..`. */
  expand(input: unknown): string {
    let path = this.#pieces[0] ?? '';
    const errors = [];
    for (const [index, name] of this.#names.entries()) {
      const value: unknown = (input as Readonly<Record<string, unknown>> | undefined)?.[name];
      const text =
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
      if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) {
        errors.push({ pointer: `/${name}`, message: 'cannot stand in the partner’s path' });
      } else path += encodeURIComponent(text) + (this.#pieces[index + 1] ?? '');
    }
    if (errors.length > 0)
      throw new BreakageError('invalid', 'The request does not fit the partner’s path', { errors });
    return path;
  }
}
