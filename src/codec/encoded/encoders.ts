import { isAnySimpleType } from '../decode/any.ts';
import { ComplexEncoder } from '../encode/complex.ts';
import type { ElementEncoder, Encoders, TypeEncoder } from '../encode/encoder.ts';
import { SimpleContentEncoder, SimpleEncoder } from '../encode/simple.ts';
import { SubstitutedEncoder } from '../encode/substitution.ts';
import type { Contract } from '../link.ts';
import type { ElementDeclaration, ElementRef, Encoding, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import { AccessorEncoder } from './accessor-encoder.ts';
import { EncodedAnyEncoder } from './any-encoder.ts';
import { ArrayEncoder } from './array-encoder.ts';

/**
 * The encoders of SOAP encoding. Structs are written by the literal machinery: the order of their accessors is not
 * significant, so that of the schema is as good as any. What differs is each accessor, which says its type and may be nil.
 */
export class EncodedEncoders implements Encoders {
  readonly contract: Contract;
  readonly style: string;
  readonly #types: (TypeEncoder | undefined)[] = [];
  readonly #elements: (ElementEncoder | undefined)[] = [];
  readonly #accessors: (AccessorEncoder | undefined)[] = [];
  readonly #alone: (AccessorEncoder | undefined)[] = [];

  /** `style`: the namespace of the encoding. */
  constructor(contract: Contract, style: string) {
    this.contract = contract;
    this.style = style;
  }

  type(ref: TypeRef): TypeEncoder {
    return (this.#types[ref] ??= this.#buildType(ref));
  }

  element(ref: ElementRef): ElementEncoder {
    return (this.#elements[ref] ??= this.#buildElement(ref));
  }

  /** An element that stands alone has the namespace of its declaration. */
  exactly(ref: ElementRef): AccessorEncoder {
    return (this.#alone[ref] ??= new AccessorEncoder(this, this.declaration(ref)));
  }

  /** What stands in an array: items are named for nothing. */
  item(type: TypeRef): ElementEncoder {
    return new AccessorEncoder(this, { namespace: '', name: 'item', type, nillable: true, abstract: false });
  }

  declaration(ref: ElementRef): ElementDeclaration {
    const declaration = this.contract.model.elements[ref];
    if (declaration === undefined) throw new RangeError(`element ${ref} is not in the model`);
    return declaration;
  }

  #accessor(ref: ElementRef): AccessorEncoder {
    return (this.#accessors[ref] ??= new AccessorEncoder(this, this.#unqualified(ref)));
  }

  /** Accessors of a struct are named within their type (SOAP 1.1 §5.1 rule 3), whatever the schema's form default. */
  #unqualified(ref: ElementRef): ElementDeclaration {
    const declaration = this.declaration(ref);
    const { namespace, name } = declaration;
    return this.contract.element(expandedName(namespace, name)) === ref
      ? declaration
      : { ...declaration, namespace: '' };
  }

  #buildElement(ref: ElementRef): ElementEncoder {
    const { substitutes } = this.declaration(ref);
    if (substitutes === undefined) return this.#accessor(ref);
    return new SubstitutedEncoder(this.contract.model, ref, substitutes, (member) => this.#accessor(member));
  }

  #buildType(ref: TypeRef): TypeEncoder {
    const type = this.contract.model.types[ref];
    if (type === undefined) throw new RangeError(`type ${ref} is not in the model`);
    if (type.kind === 'any') return new EncodedAnyEncoder(this, false);
    if (type.kind === 'array') return new ArrayEncoder(this.contract, type, this.style, () => this.item(type.item));
    if (type.kind === 'simple') {
      return isAnySimpleType(type) ? new EncodedAnyEncoder(this, true) : new SimpleEncoder(this.contract.simple(ref));
    }
    if (type.content === 'simple' && type.simple !== undefined)
      return new SimpleContentEncoder(this, type, this.contract.simple(type.simple));
    return new ComplexEncoder(this, type);
  }
}

const linked = new WeakMap<Contract, Map<string, EncodedEncoders>>();

export function encodedEncodersOf(contract: Contract, { style }: Encoding): EncodedEncoders {
  let known = linked.get(contract);
  if (known === undefined) linked.set(contract, (known = new Map<string, EncodedEncoders>()));
  let encoders = known.get(style);
  if (encoders === undefined) known.set(style, (encoders = new EncodedEncoders(contract, style)));
  return encoders;
}
