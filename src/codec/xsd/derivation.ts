import type { ElementDeclaration, ElementRef, TypeDefinition, TypeRef } from '../model.ts';
import { anySimpleType } from './built-in-types.ts';
import type { Compilation } from './compilation.ts';

type Children<Ref> = ReadonlyMap<Ref, readonly { readonly ref: Ref; readonly method: string }[]>;

/** Writes into each type which types `xsi:type` may put in its place (XSD 1.0 part 1 §3.4.6, Type Derivation OK). */
export function addAlternatives(compilation: Compilation, types: readonly TypeDefinition[]): TypeDefinition[] {
  const children = derivedTypes(compilation, types);
  return types.map((type, ref) => {
    // xs:anyType and xs:anySimpleType give way to every type: those are found by name.
    if (type.kind === 'any' || ref === anySimpleType || !children.has(ref)) return withoutAlternatives(type);
    const alternatives = type.kind === 'complex' && type.abstract ? [] : [ref];
    collect(ref, new Set());
    return alternatives.length === 1 && alternatives[0] === ref ? type : { ...type, alternatives };

    function collect(base: TypeRef, seen: Set<TypeRef>): void {
      for (const { ref: derived, method } of children.get(base) ?? []) {
        const definition = types[derived];
        if (seen.has(derived) || definition?.kind !== type.kind) continue;
        if (compilation.forbids(compilation.sources.get(ref), 'block', method)) continue;
        if (compilation.forbids(compilation.sources.get(base), 'final', method)) continue;
        seen.add(derived);
        if (definition.name !== undefined && !(definition.kind === 'complex' && definition.abstract))
          alternatives.push(derived);
        collect(derived, seen);
      }
    }
  });
}

/** An abstract type that nothing derives from has no alternative at all, itself included. */
function withoutAlternatives(type: TypeDefinition): TypeDefinition {
  return type.kind === 'complex' && type.abstract ? { ...type, alternatives: [] } : type;
}

function derivedTypes(compilation: Compilation, types: readonly TypeDefinition[]): Children<TypeRef> {
  const children = new Map<TypeRef, { ref: TypeRef; method: string }[]>();
  types.forEach((type, ref) => {
    if (type.kind === 'any' || type.base === undefined) return;
    const method = compilation.derivations.get(ref)?.method ?? 'restriction';
    const siblings = children.get(type.base);
    if (siblings) siblings.push({ ref, method });
    else children.set(type.base, [{ ref, method }]);
  });
  return children;
}

/** Writes into each head which elements may stand in its place (XSD 1.0 part 1 §3.3.6, Substitution Group). */
export function addSubstitutes(compilation: Compilation): ElementDeclaration[] {
  const members = new Map<ElementRef, ElementRef[]>();
  for (const [member, head] of compilation.heads) {
    const siblings = members.get(head);
    if (siblings) siblings.push(member);
    else members.set(head, [member]);
  }
  return compilation.elements.map((element, head) => {
    if (!members.has(head)) return element;
    const source = compilation.elementSources.get(head);
    if (compilation.forbids(source, 'block', 'substitution')) return element;
    const substitutes = element.abstract ? [] : [head];
    collect(head);
    return substitutes.length === 1 && substitutes[0] === head ? element : { ...element, substitutes };

    function collect(ref: ElementRef): void {
      for (const member of members.get(ref) ?? []) {
        const declaration = compilation.element(member);
        const methods = derivationMethods(compilation, declaration.type, element.type);
        const barred = methods.some(
          (method) => compilation.forbids(source, 'block', method) || compilation.forbids(source, 'final', method),
        );
        if (!declaration.abstract && !barred) substitutes.push(member);
        collect(member);
      }
    }
  });
}

/** How `type` was made from `base`, step by step. */
function derivationMethods(compilation: Compilation, type: TypeRef, base: TypeRef): string[] {
  const methods: string[] = [];
  for (let at = type; at !== base;) {
    const step = compilation.derivations.get(at);
    if (!step) break;
    methods.push(step.method);
    at = step.base;
  }
  return methods;
}
