import type { ComplexType, Particle, Wildcard } from './model.ts';
import { allows } from './wildcard.ts';

/**
 * The wildcards of one `$any` that differ in what they allow. What stands in it is of several kinds, by which of them
 * allow it: each kind is a symbol of its own to the content model.
 */
export class DividedSlot {
  readonly wildcards: readonly Wildcard[];
  /** By wildcard: the symbols that it takes, those that the fewest others take first. */
  readonly taken: readonly (readonly number[])[];
  readonly #symbols = new Map<string, number>();
  /** The id of the first wildcard among those of the type. */
  readonly #firstId: number;

  constructor(wildcards: readonly Wildcard[], firstSymbol: number, firstId: number) {
    this.wildcards = wildcards;
    this.#firstId = firstId;
    const namespaces = new Set(wildcards.flatMap((wildcard) => wildcard.namespaces));
    for (const namespace of [...namespaces, unnamed]) {
      for (const known of [true, false]) {
        const kind = this.#kind(namespace, known);
        if (kind.includes('1') && !this.#symbols.has(kind)) this.#symbols.set(kind, firstSymbol + this.#symbols.size);
      }
    }
    const kinds = [...this.#symbols].toSorted(([one], [other]) => takers(one) - takers(other));
    this.taken = wildcards.map((_, index) => kinds.filter(([kind]) => kind[index] === '1').map(([, symbol]) => symbol));
  }

  get symbols(): readonly number[] {
    return [...this.#symbols.values()];
  }

  /** The number of a wildcard among all those of the type. */
  idOf(wildcard: Wildcard): number {
    return this.#firstId + this.wildcards.findIndex((each) => textOf(each) === textOf(wildcard));
  }

  /** The symbols that the wildcard of this number takes. */
  takenBy(id: number): readonly number[] {
    return this.taken[id - this.#firstId] ?? [];
  }

  /** The symbol of an element; `known`: its declaration can be checked. `undefined` where no wildcard allows it. */
  symbolOf(namespace: string, known = true): number | undefined {
    return this.#symbols.get(this.#kind(namespace, known));
  }

  #kind(namespace: string, known: boolean): string {
    const taken = this.wildcards.map((each) => allows(each, namespace) && (known || each.process !== 'strict'));
    return taken.map((each) => (each ? '1' : '0')).join('');
  }
}

/** Stands for every namespace that no wildcard names; none is called so. */
const unnamed = '\0';

function takers(kind: string): number {
  return kind.replaceAll('0', '').length;
}

function textOf({ allow, namespaces, process }: Wildcard): string {
  return [allow, process, ...namespaces].join(' ');
}

/** The slots of a type whose wildcards differ; their symbols are numbered from `firstSymbol` on. */
export function dividedSlots(type: ComplexType, firstSymbol: number): ReadonlyMap<number, DividedSlot> {
  const found = new Map<number, Map<string, Wildcard>>();
  if (type.particle !== undefined) collect(type.particle, found);
  const divided = new Map<number, DividedSlot>();
  let symbol = firstSymbol;
  let id = 0;
  for (const [slot, wildcards] of found) {
    const one = new DividedSlot([...wildcards.values()], symbol, id);
    divided.set(slot, one);
    symbol += one.symbols.length;
    id += one.wildcards.length;
  }
  return divided;
}

function collect(particle: Particle, found: Map<number, Map<string, Wildcard>>): void {
  if (particle.kind !== 'slot') {
    for (const part of particle.parts) collect(part, found);
    return;
  }
  const { wildcard, slot } = particle;
  if (wildcard === undefined) return;
  const known = found.get(slot) ?? new Map<string, Wildcard>();
  found.set(slot, known.set(textOf(wildcard), wildcard));
}

/** Elements that a wildcard allows, in words. */
export function elementsOf({ allow, namespaces, process }: Wildcard, several: boolean): string {
  const noun = `element${several ? 's' : ''}${process === 'strict' ? ' that the schemas know' : ''}`;
  const named = namespaces.filter((namespace) => namespace !== '');
  if (allow === 'any') return noun;
  if (allow === 'not') return `${noun} of a namespace other than ${named.join(', ')}`;
  return `${noun} of ${[...named, ...(namespaces.includes('') ? ['no namespace'] : [])].join(' or ')}`;
}
