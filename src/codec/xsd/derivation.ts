import type { ElementDeclaration, ElementRef, TypeDefinition, TypeRef } from '../model.ts';
import { anySimpleType } from './built-in-types.ts';
import type { Compilation, Derivation } from './compilation.ts';
import { methodsOf } from './schema-document.ts';

const none: ReadonlySet<string> = new Set();

type Children<Ref> = ReadonlyMap<Ref, readonly { readonly ref: Ref; readonly method: string }[]>;

/** Writes into each type which types `xsi:type` may put in its place (XSD 1.0 part 1 §3.4.6, Type Derivation OK). */
export function addAlternatives(compilation: Compilation, types: readonly TypeDefinition[]): TypeDefinition[] {
  const children = derivedTypes(compilation, types);
  return types.map((type, ref) => {
    // xs:anyType and xs:anySimpleType give way to every type: those are found by name.
    if (type.kind === 'any' || type.kind === 'array' || ref === anySimpleType || !children.has(ref))
      return withoutAlternatives(type);
    const alternatives = type.kind === 'complex' && type.abstract ? [] : [ref];
    collect(ref, new Set());
    return alternatives.length === 1 && alternatives[0] === ref ? type : { ...type, alternatives };

    function collect(base: TypeRef, seen: Set<TypeRef>): void {
      for (const { ref: derived, method } of children.get(base) ?? []) {
        const definition = types[derived];
        if (seen.has(derived) || definition === undefined || !mayStand(type, definition)) continue;
        if (compilation.forbids(compilation.sources.get(ref), 'block', method)) continue;
        seen.add(derived);
        if (definition.name !== undefined && !(definition.kind === 'complex' && definition.abstract))
          alternatives.push(derived);
        collect(derived, seen);
      }
    }
  });
}

/**
 * A complex type that extends a simple one may stand for it. Nearly every schema extends `xs:string` somewhere, and nobody
 * means that every string has attributes: as between simple types, the text is read, and the type is not shown.
 */
function mayStand(type: TypeDefinition, derived: TypeDefinition): boolean {
  return derived.kind === type.kind || (type.kind === 'simple' && derived.kind === 'complex');
}

/** An abstract type that nothing derives from has no alternative at all, itself included. */
function withoutAlternatives(type: TypeDefinition): TypeDefinition {
  return type.kind === 'complex' && type.abstract ? { ...type, alternatives: [] } : type;
}

/**
 * Gives an element whose `block` leaves fewer types than its type does (§3.3.4, clause 4.3) a type of its own that says so:
 * the same in all but its alternatives.
 */
export function narrowBlocked(
  compilation: Compilation,
  elements: readonly ElementDeclaration[],
  types: TypeDefinition[],
): ElementDeclaration[] {
  const narrowed = new Map<string, TypeRef>();
  return elements.map((element, ref) => {
    const type = types[element.type];
    if (type === undefined || type.kind === 'any' || type.kind === 'array' || !type.alternatives) return element;
    const source = compilation.elementSources.get(ref);
    const methods = source ? methodsOf(source.document, source.node, 'block') : none;
    if (!methods.has('extension') && !methods.has('restriction')) return element;
    const alternatives = type.alternatives.filter(
      (alternative) =>
        !derivationSteps(compilation, alternative, element.type).some(({ method }) => methods.has(method)),
    );
    if (alternatives.length === type.alternatives.length) return element;
    const key = `${element.type} ${alternatives.join(' ')}`;
    const known = narrowed.get(key);
    const own = known ?? types.length;
    if (known === undefined) {
      narrowed.set(key, own);
      const { alternatives: _, ...same } = type;
      const others = alternatives.map((alternative) => (alternative === element.type ? own : alternative));
      types.push(others.length === 1 && others[0] === own ? same : { ...same, alternatives: others });
    }
    return { ...element, type: own };
  });
}

function derivedTypes(compilation: Compilation, types: readonly TypeDefinition[]): Children<TypeRef> {
  const children = new Map<TypeRef, { ref: TypeRef; method: string }[]>();
  types.forEach((type, ref) => {
    if (type.kind === 'any' || type.kind === 'array' || type.base === undefined) return;
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
        if (!declaration.abstract && !isBarred(declaration.type)) substitutes.push(member);
        collect(member);
      }
    }

    /** Substitution Group OK (§3.3.6): by `block` of the head, of its type, and of the types between. */
    function isBarred(type: TypeRef): boolean {
      const steps = derivationSteps(compilation, type, element.type);
      const blocking = [source, ...steps.map(({ base }) => compilation.sources.get(base))];
      return steps.some(({ method }) => blocking.some((each) => compilation.forbids(each, 'block', method)));
    }
  });
}

/** How `type` was made from `base`, the last step first; as far as it was. */
function derivationSteps(compilation: Compilation, type: TypeRef, base: TypeRef): Derivation[] {
  const steps: Derivation[] = [];
  for (let at = type; at !== base;) {
    const step = compilation.derivations.get(at);
    if (!step) break;
    steps.push(step);
    at = step.base;
  }
  return steps;
}

/**
 * Notes where a schema derives, or substitutes, what its `final` says nobody may (§3.4.6, §3.3.6). Such a schema is not
 * valid, but it is the one that the partner's messages follow, and `final` says nothing about messages: it is taken as it is.
 */
export function noteFinal(compilation: Compilation): void {
  for (const [ref, { base, method }] of compilation.derivations) {
    const source = compilation.sources.get(ref);
    if (source && compilation.forbids(compilation.sources.get(base), 'final', method))
      compilation.skip(source, `final="${method}" of the type that this one is derived from`);
  }
  for (const [member, head] of compilation.heads) {
    const source = compilation.elementSources.get(member);
    const steps = derivationSteps(compilation, compilation.element(member).type, compilation.element(head).type);
    const final = steps.find(({ method }) =>
      compilation.forbids(compilation.elementSources.get(head), 'final', method),
    );
    if (source && final) compilation.skip(source, `final="${final.method}" of the head of its substitution group`);
  }
}
