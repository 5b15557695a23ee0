import { isAnySimpleType } from '../decode/any.ts';
import type { Contract } from '../link.ts';
import type { ElementDeclaration, ElementRef, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import type { Namespaces } from '../namespaces.ts';
import type { EncodeProblem } from '../problem.ts';
import { ArrayEncoder } from '../encoded/array-encoder.ts';
import { soapEncodingNamespace } from '../xml/vocabulary.ts';
import { AnyEncoder } from './any.ts';
import { ComplexEncoder } from './complex.ts';
import { DeclaredEncoder } from './declared.ts';
import type { ElementEncoder, Encoders, TypeEncoder } from './encoder.ts';
import { isObject, own, refuseOthers } from './json-object.ts';
import { SimpleContentEncoder, SimpleEncoder } from './simple.ts';
import { EncodeState } from './state.ts';
import { ExactEncoder, SubstitutedEncoder } from './substitution.ts';

class LinkedEncoders implements Encoders {
  readonly contract: Contract;
  readonly #types: (TypeEncoder | undefined)[] = [];
  readonly #elements: (ElementEncoder | undefined)[] = [];
  readonly #declared: (DeclaredEncoder | undefined)[] = [];

  constructor(contract: Contract) {
    this.contract = contract;
  }

  type(ref: TypeRef): TypeEncoder {
    return (this.#types[ref] ??= this.#buildType(ref));
  }

  element(ref: ElementRef): ElementEncoder {
    return (this.#elements[ref] ??= this.#buildElement(ref));
  }

  exactly(ref: ElementRef): ElementEncoder {
    const { namespace, name, substitutes } = this.declaration(ref);
    const declared = this.#declare(ref);
    if (substitutes === undefined || substitutes.length < 2) return declared;
    return new ExactEncoder(declared, [name, expandedName(namespace, name)]);
  }

  declaration(ref: ElementRef): ElementDeclaration {
    const declaration = this.contract.model.elements[ref];
    if (declaration === undefined) throw new RangeError(`element ${ref} is not in the model`);
    return declaration;
  }

  /** Whether the JSON is the bare value, so that a root needs its name around it. */
  isBare(ref: ElementRef): boolean {
    const { substitutes } = this.declaration(ref);
    if (substitutes !== undefined && substitutes.length > 1) return false;
    const type = this.contract.model.types[this.declaration(substitutes?.[0] ?? ref).type];
    if (type?.kind === 'simple') return !isAnySimpleType(type);
    if (type?.kind === 'array') return true;
    if (type?.kind !== 'complex' || type.content !== 'simple') return false;
    const { attributes, anyAttribute, alternatives = [] } = type;
    return attributes.length === 0 && anyAttribute === undefined && alternatives.length < 2;
  }

  #declare(ref: ElementRef): DeclaredEncoder {
    return (this.#declared[ref] ??= new DeclaredEncoder(this, this.declaration(ref)));
  }

  #buildElement(ref: ElementRef): ElementEncoder {
    const { substitutes } = this.declaration(ref);
    if (substitutes === undefined) return this.#declare(ref);
    return new SubstitutedEncoder(this.contract.model, ref, substitutes, (member) => this.#declare(member));
  }

  #buildType(ref: TypeRef): TypeEncoder {
    const type = this.contract.model.types[ref];
    if (type === undefined) throw new RangeError(`type ${ref} is not in the model`);
    if (type.kind === 'any') return new AnyEncoder(this, false);
    if (type.kind === 'array') {
      const item = { namespace: '', name: 'item', type: type.item, nillable: true, abstract: false };
      return new ArrayEncoder(this.contract, type, soapEncodingNamespace, () => new DeclaredEncoder(this, item));
    }
    if (type.kind === 'simple') {
      return isAnySimpleType(type) ? new AnyEncoder(this, true) : new SimpleEncoder(this.contract.simple(ref));
    }
    if (type.content === 'simple' && type.simple !== undefined) {
      return new SimpleContentEncoder(this, type, this.contract.simple(type.simple));
    }
    return new ComplexEncoder(this, type);
  }
}

const linked = new WeakMap<Contract, LinkedEncoders>();

function encodersOf(contract: Contract): LinkedEncoders {
  let encoders = linked.get(contract);
  if (encoders === undefined) linked.set(contract, (encoders = new LinkedEncoders(contract)));
  return encoders;
}

/**
 * The XML text of an element with its tags, prefixes as `namespaces` gives them. Every refused place is added to
 * `problems` (a hundred at most), its JSON Pointer beginning with `pointer`; then the text is empty.
 */
export function encodeElement(
  contract: Contract,
  element: ElementRef,
  value: unknown,
  namespaces: Namespaces,
  problems: EncodeProblem[],
  pointer = '',
): string {
  const state = new EncodeState(namespaces, problems, pointer);
  const text = encodersOf(contract).element(element).encode(state, value);
  return state.refusals === 0 ? text : '';
}

/**
 * As {@link encodeElement}, of the one part of a document message: `body` is the element's content; a simple root is
 * `{ "<element>": value }`, a nil one `{ "$nil": true }`.
 */
export function encodeRoot(
  contract: Contract,
  element: ElementRef,
  body: unknown,
  namespaces: Namespaces,
  problems: EncodeProblem[],
  pointer = '',
): string {
  const state = new EncodeState(namespaces, problems, pointer);
  const encoders = encodersOf(contract);
  const text = encodeBody(state, encoders, element, body);
  return state.refusals === 0 ? text : '';
}

function encodeBody(state: EncodeState, encoders: LinkedEncoders, element: ElementRef, body: unknown): string {
  if (!isObject(body)) {
    state.problem('expected an object');
    return '';
  }
  const encoder = encoders.element(element);
  if (own(body, '$nil') === true || !encoders.isBare(element)) return encoder.encode(state, body);
  const { name } = encoders.declaration(element);
  refuseOthers(state, body, [name]);
  const value = own(body, name);
  if (value === undefined) {
    state.problem('is required', name);
    return '';
  }
  state.enter(name);
  const text = encoder.encode(state, value);
  state.leave();
  return text;
}
