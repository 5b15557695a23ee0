import type {
  ComplexType,
  ElementDeclaration,
  ElementRef,
  Model,
  Particle,
  RowGroup,
  SimpleType,
  Slot,
  TypeDefinition,
  TypeRef,
  Wildcard,
} from '../../src/codec/model.ts';
import { expandedName, UNBOUNDED } from '../../src/codec/model.ts';
import { BUILTIN_LISTS, BUILTINS } from '../../src/codec/simple/builtin.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface Occurrence {
  readonly min?: number;
  readonly max?: number;
}

/** A particle before its slots have numbers. */
export type Draft =
  | (Occurrence & { readonly kind: 'element'; readonly element: ElementRef; readonly key?: string })
  | (Occurrence & { readonly kind: 'wildcard'; readonly wildcard: Wildcard })
  | (Occurrence & { readonly kind: 'sequence' | 'choice' | 'all'; readonly parts: readonly Draft[] });

export const el = (element: ElementRef, min = 1, max = 1, key?: string): Draft => ({
  kind: 'element',
  element,
  min,
  max,
  ...(key !== undefined && { key }),
});
export const opt = (element: ElementRef): Draft => el(element, 0, 1);
export const many = (element: ElementRef, min = 0): Draft => el(element, min, UNBOUNDED);
export const seq = (parts: readonly Draft[], min = 1, max = 1): Draft => ({ kind: 'sequence', parts, min, max });
export const choice = (parts: readonly Draft[], min = 1, max = 1): Draft => ({ kind: 'choice', parts, min, max });
export const all = (parts: readonly Draft[]): Draft => ({ kind: 'all', parts });
export const any = (wildcard: Partial<Wildcard> = {}, min = 0, max = UNBOUNDED): Draft => ({
  kind: 'wildcard',
  wildcard: { allow: 'any', namespaces: [], process: 'lax', ...wildcard },
  min,
  max,
});

interface Count {
  readonly min: number;
  readonly max: number;
}

const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : a === UNBOUNDED || b === UNBOUNDED ? UNBOUNDED : a * b;
const larger = (a: number, b: number): number => (a === UNBOUNDED || b === UNBOUNDED ? UNBOUNDED : Math.max(a, b));
const plus = (a: number, b: number): number => (a === UNBOUNDED || b === UNBOUNDED ? UNBOUNDED : a + b);

/** Models by hand, for tests that must not depend on the schema compiler. */
export class ModelBuilder {
  readonly types: TypeDefinition[] = [];
  readonly elements: Mutable<ElementDeclaration>[] = [];
  readonly namespace: string;
  readonly globalTypes: Record<string, TypeRef> = {};
  readonly globalElements: Record<string, ElementRef> = {};

  constructor(namespace = 'urn:t') {
    this.namespace = namespace;
  }

  get model(): Model {
    const { types, elements, globalTypes, globalElements } = this;
    return { types, elements, globalTypes, globalElements, operations: [], skipped: [] };
  }

  anyType(): TypeRef {
    return this.#add({ kind: 'any', name: `{${XSD}}anyType` });
  }

  /** A built-in type, or a restriction of it. */
  simple(builtin: string, more: Partial<SimpleType> = {}): TypeRef {
    const item = BUILTIN_LISTS.get(builtin);
    const { json, whiteSpace } = BUILTINS.get(item ?? builtin) ?? { json: 'string', whiteSpace: 'preserve' };
    return this.#add({
      kind: 'simple',
      ...(Object.keys(more).length === 0 && { name: `{${XSD}}${builtin}` }),
      variety: item === undefined ? 'atomic' : 'list',
      builtin,
      json,
      whiteSpace,
      facets: {},
      ...more,
    });
  }

  list(item: TypeRef, more: Partial<SimpleType> = {}): TypeRef {
    return this.simple('anySimpleType', { variety: 'list', item, whiteSpace: 'collapse', ...more });
  }

  union(members: readonly TypeRef[], more: Partial<SimpleType> = {}): TypeRef {
    return this.simple('anySimpleType', { variety: 'union', members, ...more });
  }

  element(name: string, type: TypeRef, more: Partial<ElementDeclaration> = {}): ElementRef {
    this.elements.push({ namespace: this.namespace, name, type, nillable: false, abstract: false, ...more });
    return this.elements.length - 1;
  }

  global(name: string, type: TypeRef, more: Partial<ElementDeclaration> = {}): ElementRef {
    const ref = this.element(name, type, more);
    const { namespace } = this.elements[ref] as ElementDeclaration;
    return (this.globalElements[expandedName(namespace, name)] = ref);
  }

  complex(content: Draft | undefined, more: Partial<ComplexType> = {}): TypeRef {
    const layout = new Layout(this.elements);
    const particle = content && layout.particle(content, 0, false);
    const counted = content ? layout.slots.map((slot, index) => layout.counted(content, slot, index)) : [];
    return this.#add({
      kind: 'complex',
      abstract: false,
      attributes: [],
      content: content ? 'elements' : 'empty',
      ...(particle && { particle }),
      slots: counted,
      groups: layout.groups,
      ...more,
    });
  }

  /** Gives a type, once it is there, what needs its own number: recursion, alternatives. */
  amend(ref: TypeRef, more: Partial<ComplexType>): void {
    this.types[ref] = { ...(this.types[ref] as ComplexType), ...more };
  }

  #add(type: TypeDefinition): TypeRef {
    this.types.push(type);
    const ref = this.types.length - 1;
    if (type.name !== undefined) this.globalTypes[type.name] = ref;
    return ref;
  }
}

/** Numbers the slots of one content model and finds its rows. */
class Layout {
  readonly slots: Slot[] = [];
  readonly groups: RowGroup[] = [{ key: '', parent: 0, min: 1, max: 1 }];
  readonly #elements: readonly ElementDeclaration[];
  readonly #drafts: Draft[] = [];

  constructor(elements: readonly ElementDeclaration[]) {
    this.#elements = elements;
  }

  particle(draft: Draft, group: number, ordered: boolean): Particle {
    const { min = 1, max = 1 } = draft;
    if (draft.kind === 'element' || draft.kind === 'wildcard')
      return { kind: 'slot', slot: this.#slot(draft, group, ordered), min, max };
    const repeated = max === UNBOUNDED || max > 1;
    const rows = draft.kind === 'sequence' && repeated && !ordered;
    const inner = rows ? this.#rows(group, min, max) : group;
    const parts = draft.parts.map((part) =>
      this.particle(part, inner, ordered || (draft.kind === 'choice' && repeated)),
    );
    return { kind: draft.kind, min, max, parts, ...(rows && { group: inner }) };
  }

  counted(root: Draft, slot: Slot, index: number): Slot {
    const { min, max } = this.#count(root, index);
    const isMany = max === UNBOUNDED || max > 1 || slot.ordered || slot.wildcard !== undefined;
    return { ...slot, min, max, many: isMany };
  }

  #rows(parent: number, min: number, max: number): number {
    const siblings = this.groups.filter((group, index) => index > 0 && group.parent === parent).length;
    this.groups.push({ key: siblings === 0 ? '$rows' : `$rows${siblings + 1}`, parent, min, max });
    return this.groups.length - 1;
  }

  #slot(draft: Draft & { kind: 'element' | 'wildcard' }, group: number, ordered: boolean): number {
    const element = draft.kind === 'element' ? draft.element : undefined;
    const known = this.slots.findIndex(
      (slot) => element !== undefined && slot.element === element && slot.group === group,
    );
    if (known !== -1) return known;
    const what = draft.kind === 'element' ? { element: draft.element } : { wildcard: draft.wildcard };
    const own = draft.kind === 'element' ? (draft.key ?? this.#elements[draft.element]?.name ?? '') : '$any';
    this.slots.push({ key: own, ...what, min: 0, max: 1, many: false, group, ordered });
    this.#drafts.push(draft);
    return this.slots.length - 1;
  }

  #count(draft: Draft, index: number): Count {
    const { min = 1, max = 1 } = draft;
    if (draft.kind === 'element' || draft.kind === 'wildcard') {
      const slot = this.slots[index];
      const same = draft === this.#drafts[index] || (draft.kind === 'element' && draft.element === slot?.element);
      return same ? { min, max } : { min: 0, max: 0 };
    }
    const parts = draft.parts.map((part) => this.#count(part, index));
    const isChoice = draft.kind === 'choice';
    const least = isChoice
      ? Math.min(...parts.map((part) => part.min))
      : parts.reduce((sum, part) => sum + part.min, 0);
    const most = parts.map((part) => part.max).reduce(isChoice ? larger : plus, 0);
    const rows = draft.kind === 'sequence' && (max === UNBOUNDED || max > 1) && !this.slots[index]?.ordered;
    return rows ? { min: least, max: most } : { min: least * min, max: times(most, max) };
  }
}
