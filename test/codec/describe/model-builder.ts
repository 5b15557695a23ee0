import type {
  AttributeUse,
  ComplexType,
  ElementDeclaration,
  Facets,
  JsonKind,
  MessageModel,
  Model,
  OperationModel,
  Particle,
  SimpleType,
  Slot,
  TypeDefinition,
} from '../../../src/codec/model.ts';
import { UNBOUNDED } from '../../../src/codec/model.ts';

const xsd = '{http://www.w3.org/2001/XMLSchema}';
const jsonKinds: Readonly<Record<string, JsonKind>> = {
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  decimal: 'decimal',
  integer: 'decimal',
};

/** One child of a sequence built by {@link ModelBuilder.complex}. */
export interface Child {
  readonly element: number;
  readonly min?: number;
  readonly max?: number;
  readonly key?: string;
}

/** Builds the models that the describing modules are tested with, without a schema document. */
export class ModelBuilder {
  readonly types: TypeDefinition[] = [];
  readonly elements: ElementDeclaration[] = [];
  readonly globalElements: Record<string, number> = {};
  readonly operations: OperationModel[] = [];
  readonly #builtins = new Map<string, number>();

  /** A built-in type, by its local name in the XSD namespace. */
  builtin(name: string): number {
    const known = this.#builtins.get(name);
    if (known !== undefined) return known;
    const ref = this.types.push(atomic({ name: `${xsd}${name}`, builtin: name })) - 1;
    this.#builtins.set(name, ref);
    return ref;
  }

  simple(builtin: string, facets: Facets, name?: string): number {
    return (
      this.types.push(
        atomic({ builtin, facets, base: this.builtin(builtin), ...(name === undefined ? {} : { name }) }),
      ) - 1
    );
  }

  add(type: TypeDefinition): number {
    return this.types.push(type) - 1;
  }

  element(name: string, type: number, more: Partial<ElementDeclaration> = {}): number {
    return this.elements.push({ namespace: 'urn:x', name, type, nillable: false, abstract: false, ...more }) - 1;
  }

  global(name: string, type: number, more: Partial<ElementDeclaration> = {}): number {
    const ref = this.element(name, type, more);
    this.globalElements[`{urn:x}${name}`] = ref;
    return ref;
  }

  /** A complex type whose content is a sequence, or one choice, of these children. */
  complex(
    children: readonly Child[],
    more: Partial<ComplexType> = {},
    kind: 'sequence' | 'choice' = 'sequence',
  ): number {
    const slots = children.map((child): Slot => this.#slot(child, kind));
    const parts = children.map(({ min = 1, max = 1 }, slot): Particle => ({ kind: 'slot', slot, min, max }));
    return this.add({
      kind: 'complex',
      abstract: false,
      attributes: [],
      content: 'elements',
      particle: { kind, min: 1, max: 1, parts },
      slots,
      groups: [{ key: '', parent: 0, min: 1, max: 1 }],
      ...more,
    });
  }

  operation(
    name: string,
    input: MessageModel,
    output?: MessageModel,
    more: Partial<OperationModel> = {},
  ): OperationModel {
    const operation: OperationModel = {
      service: 'S',
      port: 'P',
      portType: '{urn:x}PT',
      name,
      inputName: name,
      soap: '1.1',
      style: 'document',
      action: '',
      addressing: false,
      address: 'http://example.org/',
      input,
      ...(output === undefined ? {} : { output }),
      faults: [],
      ...more,
    };
    this.operations.push(operation);
    return operation;
  }

  model(): Model {
    const { types, elements, globalElements, operations } = this;
    return { types, elements, globalTypes: {}, globalElements, operations, skipped: [] };
  }

  #slot({ element, min = 1, max = 1, key }: Child, kind: 'sequence' | 'choice'): Slot {
    const least = kind === 'choice' ? 0 : min;
    const many = max === UNBOUNDED || max > 1;
    return { key: key ?? this.elements[element]?.name ?? '', element, min: least, max, many, group: 0, ordered: false };
  }
}

/** A message of one document part. */
export function bare(element: number): MessageModel {
  return { parts: [{ key: '', element }], headers: [] };
}

export function attribute(name: string, type: number, more: Partial<AttributeUse> = {}): AttributeUse {
  return { namespace: '', name, key: name, type, required: false, ...more };
}

function atomic(more: Partial<SimpleType> & { builtin: string }): SimpleType {
  return {
    kind: 'simple',
    variety: 'atomic',
    json: jsonKinds[more.builtin] ?? 'string',
    whiteSpace: 'collapse',
    facets: {},
    ...more,
  };
}
