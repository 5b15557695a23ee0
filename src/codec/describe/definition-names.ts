import type { ComplexType, ElementRef, Model, TypeDefinition, TypeRef } from '../model.ts';

const xsd = '{http://www.w3.org/2001/XMLSchema}';

/** A name as an identifier, upper case first: `code-pays` → `CodePays`, `numéro` → `Numero`. */
export function identifier(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}+/gu, '');
  const joined = plain.replace(/(?:^|[^A-Za-z0-9_]+)([A-Za-z0-9_]?)/g, (_, next: string) => next.toUpperCase());
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

/**
 * The names of a model's types: its own, and for anonymous complex types that more than one place uses (recursion is
 * one such case) the name of the element they stand in. Written in place, those would grow without bound.
 */
export function definitionNames(model: Model, names: UniqueNames): ReadonlyMap<TypeRef, string> {
  const owners = sharedAnonymous(model);
  const found = new Map<TypeRef, string>();
  for (const [ref, type] of model.types.entries()) {
    const owner = owners.get(ref);
    if (named(type)) found.set(ref, names.take(identifier(localName(type.name ?? ''))));
    else if (owner !== undefined) found.set(ref, names.take(identifier(model.elements[owner]?.name ?? '')));
  }
  return found;
}

function named(type: TypeDefinition): boolean {
  if (type.kind === 'any' || type.name === undefined || type.name.startsWith(xsd)) return false;
  return type.kind === 'complex'
    ? type.content !== 'simple' || isObject(type)
    : type.facets.enumeration !== undefined && type.variety === 'atomic';
}

/** Whether simple content makes an object: `{ "value": …, "attr": … }`. */
export function isObject(type: ComplexType): boolean {
  return (
    type.content !== 'simple' || type.attributes.length > 0 || type.anyAttribute !== undefined || severalTypes(type)
  );
}

/** Whether `xsi:type` may choose here. */
export function severalTypes(type: ComplexType): boolean {
  return type.alternatives !== undefined && type.alternatives.length > 1;
}

function sharedAnonymous(model: Model): ReadonlyMap<TypeRef, ElementRef> {
  const uses = new Map<TypeRef, { owner: ElementRef; count: number }>();
  const use = (element: ElementRef, count: number): void => {
    const ref = model.elements[element]?.type;
    const type = ref === undefined ? undefined : model.types[ref];
    if (ref === undefined || type?.kind !== 'complex' || type.name !== undefined || !isObject(type)) return;
    const before = uses.get(ref);
    uses.set(ref, { owner: before?.owner ?? element, count: (before?.count ?? 0) + count });
  };
  for (const element of Object.values(model.globalElements)) use(element, 1);
  for (const type of model.types) {
    if (type.kind !== 'complex') continue;
    for (const slot of type.slots)
      if (slot.element !== undefined) for (const element of membersOf(model, slot.element)) use(element, 1);
  }
  return new Map([...uses].filter(([, { count }]) => count > 1).map(([ref, { owner }]) => [ref, owner]));
}

/** The elements that may stand where this one is declared. */
export function membersOf(model: Model, element: ElementRef): readonly ElementRef[] {
  const substitutes = model.elements[element]?.substitutes;
  return substitutes === undefined || substitutes.length === 0 ? [element] : substitutes;
}
