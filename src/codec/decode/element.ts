import type { Contract } from '../link.ts';
import { memberNames } from '../member-names.ts';
import type { ElementDeclaration, ElementRef, TypeDefinition, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import type { XmlReader } from '../xml/reader.ts';
import { xsiNamespace } from '../xml/vocabulary.ts';
import { AnyDecoder, isAnySimpleType, xsiType } from './any.ts';
import { ArrayDecoder } from './array.ts';
import { ComplexDecoder } from './complex.ts';
import type { DecodeReport } from './report.ts';
import { broken, report } from './report.ts';
import { SimpleContentDecoder } from './simple-content.ts';
import { consumeNil, SimpleDecoder } from './simple.ts';
import type { Decoders, ElementDecoder, Tags, TypeDecoder } from './state.ts';
import { DecodeState } from './state.ts';
import type { Steps } from '../xml/steps.ts';
import { attempt } from '../xml/steps.ts';
import { typeTags } from './tags.ts';
import { typeNameOf } from './type-name.ts';

class LinkedElement implements ElementDecoder {
  private readonly decoders: Decoders;
  private readonly declaration: ElementDeclaration;
  private readonly type: TypeDecoder;
  /** Named alternatives for `xsi:type`; a type of no alternative is decoded at once. */
  private readonly alternatives: ReadonlyMap<TypeRef, string> | undefined;
  /** Set where the mapping shows `$type` or `$element`. */
  private readonly plainTags: Tags | undefined;
  private readonly initial: boolean;
  private readonly simple: boolean;

  constructor(decoders: Decoders, declaration: ElementDeclaration, element: string | undefined) {
    const { model } = decoders.contract;
    const type = model.types[declaration.type];
    this.decoders = decoders;
    this.declaration = declaration;
    this.type = decoders.type(declaration.type);
    this.simple = type?.kind === 'simple';
    this.alternatives = type?.kind === 'complex' ? typeTags(model, declaration.type) : undefined;
    this.plainTags = element === undefined ? undefined : { $element: element };
    this.initial = takesText(type) && (declaration.default !== undefined || declaration.fixed !== undefined);
  }

  decode(state: DecodeState): unknown {
    if (state.reader.attributes.instance) return this.attributed(state);
    if (this.alternatives !== undefined) return this.typed(state, this.declaration.type);
    if (this.initial) this.offerInitial(state);
    return this.type.decode(state, this.plainTags);
  }

  steps(state: DecodeState): Steps<unknown> | undefined {
    const { attributes } = state.reader;
    if (attributes.instance && state.reader.attribute(xsiNamespace, 'nil') !== undefined) return undefined;
    const ref = attributes.instance ? this.chosenType(state) : this.declaration.type;
    const type = this.decoders.contract.model.types[ref];
    if (type?.kind === 'complex' && type.abstract) return undefined;
    return this.typeOf(ref).steps?.(state, this.tagsOf(ref));
  }

  private offerInitial(state: DecodeState): void {
    state.initial = this.declaration.default;
    state.fixed = this.declaration.fixed;
  }

  /** `xsi:nil` and `xsi:type` (XSD 1.0 part 1 §2.6). */
  private attributed(state: DecodeState): unknown {
    const { reader } = state;
    const ref = this.chosenType(state);
    const nil = reader.attribute(xsiNamespace, 'nil')?.trim();
    if (nil === 'true' || nil === '1') {
      if (this.declaration.nillable) return this.typeOf(ref).nil(state, this.tagsOf(ref));
      report(state.report, {
        kind: 'type',
        ...reader.here(),
        expected: 'an element that is not nil',
        found: 'xsi:nil',
      });
      consumeNil(state);
      return undefined;
    }
    if (this.alternatives !== undefined) return this.typed(state, ref);
    if (this.initial) this.offerInitial(state);
    return this.typeOf(ref).decode(state, this.plainTags);
  }

  private typed(state: DecodeState, ref: TypeRef): unknown {
    const type = this.decoders.contract.model.types[ref];
    if (type?.kind === 'complex' && type.abstract) {
      const names = [...(this.alternatives ?? new Map<TypeRef, string>()).values()].join(', ');
      throw broken('type', state.reader.here(), `an xsi:type, one of ${names}`, 'the abstract type');
    }
    return this.typeOf(ref).decode(state, this.tagsOf(ref));
  }

  private typeOf(ref: TypeRef): TypeDecoder {
    return ref === this.declaration.type ? this.type : this.decoders.type(ref);
  }

  private tagsOf(ref: TypeRef): Tags | undefined {
    const name = this.alternatives?.get(ref);
    return name === undefined || this.alternatives?.size === 1 ? this.plainTags : { ...this.plainTags, $type: name };
  }

  /** The type that `xsi:type` names where it may stand here; simple types keep the declared one's JSON. */
  private chosenType(state: DecodeState): TypeRef {
    const { reader } = state;
    const declared = this.declaration.type;
    if (this.type instanceof AnyDecoder || reader.attribute(xsiNamespace, 'type') === undefined) return declared;
    const { contract } = this.decoders;
    const named = xsiType(reader);
    const ref = named && contract.type(expandedName(named.namespace, named.local));
    // A type that the element's own `block` narrows is not the one found by name.
    if (ref === declared || (ref !== undefined && isNamesake(contract.model, ref, declared))) return declared;
    if (ref !== undefined && this.alternatives?.has(ref)) return ref;
    const type = contract.model.types[declared];
    if (ref !== undefined && this.simple && type?.kind === 'simple' && type.alternatives?.includes(ref))
      return declared;
    const expected = `an xsi:type that may stand for ${typeNameOf(contract.model, declared) || 'the type declared here'}`;
    // What no schema knows may be anything, and is not quoted.
    const found =
      named === undefined || ref === undefined ? 'an unknown one' : expandedName(named.namespace, named.local);
    if (!this.simple) throw broken('type', reader.here(), expected, found);
    report(state.report, { kind: 'type', ...reader.here(), expected, found });
    return declared;
  }
}

function isNamesake({ types }: Contract['model'], ref: TypeRef, declared: TypeRef): boolean {
  const name = types[ref]?.name;
  return name !== undefined && types[declared]?.name === name;
}

/** Whether a default or fixed value stands for the text of an empty element of this type. */
function takesText(type: TypeDefinition | undefined): boolean {
  return type?.kind === 'simple' || (type?.kind === 'complex' && type.content === 'simple');
}

/** A head of a substitution group: the member that stands here decides. */
class SubstitutedElement implements ElementDecoder {
  private readonly members: ReadonlyMap<string, ElementDecoder>;

  constructor(members: ReadonlyMap<string, ElementDecoder>) {
    this.members = members;
  }

  decode(state: DecodeState): unknown {
    const member = this.members.get(state.reader.name.expanded);
    if (!member)
      throw broken('type', state.reader.here(), 'a member of the substitution group', state.reader.name.expanded);
    return member.decode(state);
  }

  steps(state: DecodeState): Steps<unknown> | undefined {
    return this.members.get(state.reader.name.expanded)?.steps(state);
  }
}

class LinkedDecoders implements Decoders {
  readonly contract: Contract;
  private readonly types: (TypeDecoder | undefined)[] = [];
  private readonly elements: (ElementDecoder | undefined)[] = [];

  constructor(contract: Contract) {
    this.contract = contract;
  }

  type(ref: TypeRef): TypeDecoder {
    return (this.types[ref] ??= this.buildType(ref));
  }

  element(ref: ElementRef): ElementDecoder {
    return (this.elements[ref] ??= this.buildElement(ref));
  }

  private buildType(ref: TypeRef): TypeDecoder {
    const type = this.contract.model.types[ref];
    if (type === undefined) throw new RangeError(`type ${ref} is not in the model`);
    if (type.kind === 'any') return new AnyDecoder(this);
    if (type.kind === 'array') return new ArrayDecoder(this.contract, type);
    if (type.kind === 'simple') {
      return isAnySimpleType(type)
        ? new AnyDecoder(this)
        : new SimpleDecoder(this.contract.simple(ref), typeNameOf(this.contract.model, ref));
    }
    if (type.content === 'simple' && type.simple !== undefined) {
      return new SimpleContentDecoder(this, type, this.contract.simple(type.simple));
    }
    return new ComplexDecoder(this, type);
  }

  private buildElement(ref: ElementRef): ElementDecoder {
    const { elements } = this.contract.model;
    const declaration = elements[ref];
    if (declaration === undefined) throw new RangeError(`element ${ref} is not in the model`);
    const members = declaration.substitutes;
    if (members === undefined) return new LinkedElement(this, declaration, undefined);
    const tags = members.length > 1 ? memberNames(this.contract.model, members) : undefined;
    const decoders = members.map((member) => {
      const own = elements[member] as ElementDeclaration;
      return [expandedName(own.namespace, own.name), new LinkedElement(this, own, tags?.get(member))] as const;
    });
    return new SubstitutedElement(new Map(decoders));
  }
}

const linked = new WeakMap<Contract, LinkedDecoders>();

function decodersOf(contract: Contract): LinkedDecoders {
  let decoders = linked.get(contract);
  if (!decoders) linked.set(contract, (decoders = new LinkedDecoders(contract)));
  return decoders;
}

/** Decodes one element of a contract. */
export function elementDecoder(contract: Contract, element: ElementRef): ElementDecoder {
  return decodersOf(contract).element(element);
}

/**
 * The JSON of the current element, whose name was matched already; consumes its end tag.
 * Differences that lenient reading passes on go to `to`. Throws ContractError and MalformedError.
 */
export function decodeElement(contract: Contract, element: ElementRef, reader: XmlReader, to: DecodeReport): unknown {
  return decodersOf(contract).element(element).decode(new DecodeState(reader, to));
}

/** The JSON of a message whose one part is this element: its content; a simple root is `{ "<element>": value }`, a nil one `{ "$nil": true }`. */
export function decodeRoot(contract: Contract, element: ElementRef, reader: XmlReader, to: DecodeReport): unknown {
  const { local } = reader;
  return asRoot(local, decodeElement(contract, element, reader, to));
}

/** As {@link decodeElement}, of a document that is read through a window. */
export function* elementInSteps(
  contract: Contract,
  element: ElementRef,
  reader: XmlReader,
  to: DecodeReport,
): Steps<unknown> {
  const decoder = decodersOf(contract).element(element);
  const state = new DecodeState(reader, to);
  const before = to.drift.length;
  const steps = decoder.steps(state);
  if (steps !== undefined) return yield* steps;
  return yield* attempt(reader, () => {
    to.drift.length = before;
    return decoder.decode(new DecodeState(reader, to));
  });
}

/** As {@link decodeRoot}, of a document that is read through a window. */
export function* rootInSteps(
  contract: Contract,
  element: ElementRef,
  reader: XmlReader,
  to: DecodeReport,
): Steps<unknown> {
  const { local } = reader;
  return asRoot(local, yield* elementInSteps(contract, element, reader, to));
}

function asRoot(local: string, value: unknown): unknown {
  if (value === null) return { $nil: true };
  return typeof value === 'object' && !Array.isArray(value) ? value : { [local]: value };
}
