import { typeTags } from '../decode/tags.ts';
import type { Contract } from '../link.ts';
import { memberNames } from '../member-names.ts';
import type { ComplexType, ElementDeclaration, Slot, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import type { XmlTree } from '../xml/tree.ts';
import { allows } from '../wildcard.ts';

/** One name that may stand in a struct. */
export class Accessor {
  readonly index: number;
  readonly key: string;
  readonly many: boolean;
  readonly slot: Slot;

  constructor(slot: Slot, index: number) {
    this.slot = slot;
    this.index = index;
    this.key = slot.key;
    this.many = slot.many;
  }

  append(object: Record<string, unknown>, value: unknown): void {
    const items = object[this.key] as unknown[] | undefined;
    if (items === undefined) object[this.key] = [value];
    else items.push(value);
  }
}

/** An accessor, and the declaration of what stands there; `undefined` for a wildcard's. */
export interface Found {
  readonly accessor: Accessor;
  readonly declaration: ElementDeclaration | undefined;
  /** `$element`, where several elements may stand there. */
  readonly label: string | undefined;
}

/**
 * The accessors of a struct. They are told apart by their local names (SOAP 1.1 §5.1 rule 3), and stacks differ in whether
 * they qualify them: a namespace decides only where two have one local name.
 */
export class StructLayout {
  readonly accessors: readonly Accessor[];
  /** One object, nothing in the order of the message. */
  readonly flat: boolean;
  /** A property has a name that plain objects inherit, such as `constructor`. */
  readonly bare: boolean;
  readonly #byName = new Map<string, Found>();
  readonly #byLocal = new Map<string, Found>();
  readonly #wildcards: readonly Accessor[];

  constructor({ model }: Contract, type: ComplexType) {
    this.accessors = type.slots.map((slot, index) => new Accessor(slot, index));
    this.#wildcards = this.accessors.filter(({ slot }) => slot.wildcard !== undefined);
    this.flat = type.groups.length <= 1 && type.slots.every(({ ordered }) => !ordered);
    this.bare = [...type.slots, ...type.attributes].some(({ key }) => key in Object.prototype);
    for (const accessor of this.accessors) {
      const { element } = accessor.slot;
      if (element === undefined) continue;
      const members = model.elements[element]?.substitutes ?? [element];
      const labels = members.length > 1 ? memberNames(model, members) : undefined;
      for (const member of members) {
        const declaration = model.elements[member];
        if (declaration === undefined) continue;
        const found = { accessor, declaration, label: labels?.get(member) };
        this.#byName.set(expandedName(declaration.namespace, declaration.name), found);
        if (!this.#byLocal.has(declaration.name)) this.#byLocal.set(declaration.name, found);
      }
    }
  }

  find({ namespace, local }: Pick<XmlTree, 'namespace' | 'local'>): Found | undefined {
    const named = this.#byName.get(expandedName(namespace, local)) ?? this.#byLocal.get(local);
    if (named !== undefined) return named;
    const accessor = this.#wildcards.find(({ slot }) => slot.wildcard && allows(slot.wildcard, namespace));
    return accessor && { accessor, declaration: undefined, label: undefined };
  }

  /** The accessor of a struct that has no other. */
  get only(): Found | undefined {
    return this.#byName.size === 1 && this.accessors.length === 1 ? [...this.#byName.values()][0] : undefined;
  }
}

interface Known {
  readonly layouts: Map<ComplexType, StructLayout>;
  readonly labels: Map<TypeRef, ReadonlyMap<TypeRef, string> | undefined>;
}

const contracts = new WeakMap<Contract, Known>();

function knownOf(contract: Contract): Known {
  let known = contracts.get(contract);
  if (known === undefined) contracts.set(contract, (known = { layouts: new Map(), labels: new Map() }));
  return known;
}

/** The layout of a struct, made once. */
export function layoutOf(contract: Contract, type: ComplexType): StructLayout {
  const { layouts } = knownOf(contract);
  let layout = layouts.get(type);
  if (layout === undefined) layouts.set(type, (layout = new StructLayout(contract, type)));
  return layout;
}

/** `$type` of the types that may stand where one is declared, put together once. */
export function labelsOf(contract: Contract, ref: TypeRef): ReadonlyMap<TypeRef, string> | undefined {
  const { labels } = knownOf(contract);
  if (!labels.has(ref)) labels.set(ref, typeTags(contract.model, ref));
  return labels.get(ref);
}
