/** A name as an identifier, upper case first: `code-pays` → `CodePays`, `numéro` → `Numero`. */
export function identifier(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}+/gu, '');
  const joined = plain.replace(/(?:^[^A-Za-z0-9_]*|[^A-Za-z0-9_]+)([A-Za-z0-9_]?)/g, (_, next: string) =>
    next.toUpperCase(),
  );
  return /^[A-Za-z_]/.test(joined) ? joined : `_${joined}`;
}

/** Gives out each name once: `Order`, `Order2`, `Order3`. */
export class UniqueNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  take(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** The local part of an expanded name. */
export function localName(expanded: string): string {
  return expanded.slice(expanded.lastIndexOf('}') + 1);
}
