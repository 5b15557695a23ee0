import type { ElementRef, Model, TypeDefinition, TypeRef } from '../model.ts';
import { isObject, membersOf } from './type-form.ts';
import type { UniqueNames } from './unique-names.ts';
import { identifier, localName } from './unique-names.ts';

const xsd = '{http://www.w3.org/2001/XMLSchema}';

/**
 * The names of a model's types: its own, and for anonymous complex types that more than one place uses (recursion is
 * one such case) the name of the element they stand in. Written in place, those would grow without bound.
 */
export function definitionNames(model: Model, names: UniqueNames): ReadonlyMap<TypeRef, string> {
  const owners = sharedAnonymous(model);
  const found = new Map<TypeRef, string>();
  for (const [ref, type] of model.types.entries()) {
    const owner = owners.get(ref);
    if (named(type) || holdsItself(model, type)) found.set(ref, names.take(identifier(localName(type.name ?? ''))));
    else if (owner !== undefined) found.set(ref, names.take(identifier(model.elements[owner]?.name ?? '')));
  }
  return found;
}

function named(type: TypeDefinition): boolean {
  if (type.kind === 'any' || type.kind === 'array' || type.name === undefined || type.name.startsWith(xsd))
    return false;
  return type.kind === 'complex'
    ? type.content !== 'simple' || isObject(type)
    : type.facets.enumeration !== undefined && type.variety === 'atomic';
}

/** An array of arrays of… itself has no end where it is written in place. */
function holdsItself({ types }: Model, array: TypeDefinition): boolean {
  const seen = new Set<TypeDefinition>();
  let type: TypeDefinition | undefined = array;
  while (type?.kind === 'array' && !seen.has(type)) {
    seen.add(type);
    type = types[type.item];
  }
  return type === array && type.kind === 'array';
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
