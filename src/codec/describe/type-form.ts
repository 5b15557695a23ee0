import type { ComplexType, ElementRef, Model, TypeDefinition } from '../model.ts';

/** `xs:anyType`, and `xs:anySimpleType` itself. */
export function isAny(type: TypeDefinition): boolean {
  return (
    type.kind === 'any' ||
    (type.kind === 'simple' && type.builtin === 'anySimpleType' && type.name?.endsWith('}anySimpleType') === true)
  );
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

/** The elements that may stand where this one is declared. */
export function membersOf(model: Model, element: ElementRef): readonly ElementRef[] {
  const substitutes = model.elements[element]?.substitutes;
  return substitutes === undefined || substitutes.length === 0 ? [element] : substitutes;
}
