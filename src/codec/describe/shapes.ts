import { typeTags } from '../decode/tags.ts';
import { memberNames } from '../member-names.ts';
import type {
  ArrayType,
  ComplexType,
  ElementDeclaration,
  ElementRef,
  FaultModel,
  HeaderModel,
  MessageModel,
  Model,
  TypeDefinition,
  TypeRef,
} from '../model.ts';
import { UNBOUNDED } from '../model.ts';
import { anyDefinition, anyShape } from './any-shape.ts';
import { attachmentMembers } from './attachment-members.ts';
import { choicesIn } from './choices.ts';
import type { Parts } from './complex-members.ts';
import { attributeMembers, contentMembers, object, required } from './complex-members.ts';
import { Definitions } from './definitions.ts';
import type { Member, ObjectShape, Shape } from './shape.ts';
import { simpleShape } from './simple-shape.ts';
import { isAny, isObject, membersOf } from './type-form.ts';
import { identifier } from './unique-names.ts';

/** How an element uses its type. */
interface Use {
  /** `$element` and `$type`, before the content. */
  readonly tags: readonly Member[];
  /** `$headers`, behind the content of a message's root. */
  readonly beside: readonly Member[];
  /** The element's name: what a tagged object is called whose type has no name. */
  readonly owner: string;
}

/** The shapes of a model, each made when it is first asked for. */
export class Shapes implements Parts {
  readonly #model: Model;
  readonly #definitions: Definitions;
  /** The shapes in encoded messages (SOAP 1.1 §5): any accessor may be nil, and a reply may leave any of them out. */
  readonly #encoded: boolean;
  #inEncoded: Shapes | undefined;

  constructor(model: Model, definitions: Definitions = new Definitions(model), encoded = false) {
    this.#model = model;
    this.#definitions = definitions;
    this.#encoded = encoded;
  }

  /** The shapes of what is encoded, or of what is literal. */
  #of({ encoding }: { readonly encoding?: unknown }): Shapes {
    if (encoding === undefined) return this;
    return (this.#inEncoded ??= new Shapes(this.#model, this.#definitions, true));
  }

  /** The JSON of a message: its body, and in zero code the declared headers under `$headers`. */
  message(message: MessageModel, headers: boolean): Shape {
    const declared = message.headers;
    const needed = declared.some((header) => header.required);
    const beside: Member[] =
      headers && declared.length > 0
        ? [{ key: '$headers', shape: this.headers(message), required: needed, present: false }]
        : [];
    const around = [...attachmentMembers(message), ...beside];
    return this.#of(message).#body(message, around);
  }

  #body({ parts }: MessageModel, beside: readonly Member[]): Shape {
    const [first] = parts;
    if (first?.key === '') return this.#root(first.element, beside);
    return object([...parts.map(({ key, element }) => this.property(key, element, true)), ...beside]);
  }

  /** A message's declared headers by their keys. */
  headers(message: MessageModel): ObjectShape {
    return object(
      message.headers.map((header) => this.#of(header).property(header.key, header.element, header.required)),
    );
  }

  /** One of the blocks or elements that a fault declares, by the key it stands under. */
  declared(key: string, model: HeaderModel | FaultModel): Member {
    return this.#of(model).property(key, model.element, false);
  }

  /** An element as the root of a document: always an object. */
  root(element: ElementRef): Shape {
    return this.#root(element, []);
  }

  property(key: string, element: ElementRef, needed: boolean): Member {
    const { documentation, default: initial, fixed } = this.#declaration(element);
    return {
      key,
      shape: this.#element(element),
      required: needed,
      present: needed && !this.#encoded,
      documentation,
      default: initial,
      fixed,
    };
  }

  simple(type: TypeRef): Shape {
    return simpleShape(this.#model, type, (ref, shape) => this.#definitions.own('simple', ref, () => shape));
  }

  #root(element: ElementRef, beside: readonly Member[]): Shape {
    const declaration = this.#declaration(element);
    const { name } = declaration;
    const use = { tags: [], beside, owner: name };
    const shape =
      this.#isValue(declaration.type) || this.#type(declaration.type).kind === 'array'
        ? object([required(name, this.#content(declaration.type, { ...use, beside: [] })), ...beside])
        : this.#content(declaration.type, use);
    return declaration.nillable
      ? { kind: 'anyOf', of: [shape, object([nil, ...this.#attributes(declaration.type), ...beside])] }
      : shape;
  }

  /** An element where a content model has it: substitution and nil included. */
  #element(element: ElementRef): Shape {
    const members = membersOf(this.#model, element);
    if (members.length === 1) return this.#nillable(members[0] ?? element, []);
    const name = `${identifier(this.#declaration(element).name)}Group`;
    return this.#definitions.further(this.#role(`head ${element}`), `${name}${this.#suffix}`, undefined, () => ({
      kind: 'variants',
      key: '$element',
      of: [...memberNames(this.#model, members)].map(([member, label]) => ({
        label,
        shape: this.#nillable(member, [tag('$element', label)]),
      })),
    }));
  }

  #nillable(element: ElementRef, tags: readonly Member[]): Shape {
    const declaration = this.#declaration(element);
    const shape = this.#content(declaration.type, { tags, beside: [], owner: declaration.name });
    if (!declaration.nillable && !this.#encoded) return shape;
    const attributes = this.#encoded ? [] : this.#attributes(declaration.type);
    if (tags.length === 0 && attributes.length === 0) return { kind: 'nullable', of: shape };
    const type = this.#model.types[declaration.type];
    const empty =
      type?.kind === 'complex' && type.content === 'simple'
        ? required('value', { kind: 'constant', value: null })
        : nil;
    const either: Shape = {
      kind: 'anyOf',
      of: [shape, object([...tags, attributes.length === 0 ? nil : empty, ...attributes])],
    };
    return tags.length > 0 ? either : { kind: 'nullable', of: either };
  }

  #content(ref: TypeRef, use: Use): Shape {
    const type = this.#type(ref);
    if (isAny(type)) {
      const alone = use.tags.length + use.beside.length === 0;
      return alone ? { kind: 'named', definition: anyDefinition } : anyShape(use.tags, use.beside);
    }
    if (this.#isValue(ref)) {
      const value = this.simple(type.kind === 'complex' && type.simple !== undefined ? type.simple : ref);
      return use.tags.length === 0 ? value : object([...use.tags, required('value', value)]);
    }
    if (type.kind === 'array') {
      const items = this.#definitions.own(this.#role('array'), ref, () => this.#array(type, use.owner));
      return use.tags.length === 0 ? items : object([...use.tags, required('value', items)]);
    }
    if (type.kind !== 'complex') return { kind: 'unknown' };
    const labels = typeTags(this.#model, ref);
    if (labels === undefined) return this.#object(ref, type, use);
    const [only] = labels.keys();
    if (labels.size === 1 && only !== undefined) return this.#object(only, this.#type(only) as ComplexType, use);
    return this.#ofType('types', ref, use, () => ({
      kind: 'variants',
      key: '$type',
      of: [...labels].map(([candidate, label]) => this.#variant(candidate, label, use, candidate === ref)),
    }));
  }

  /** Nested as deep as it has dimensions; any item may be nil. */
  #array({ item, dimensions }: ArrayType, owner: string): Shape {
    const of = this.#content(item, { tags: [], beside: [], owner });
    let shape: Shape = { kind: 'nullable', of };
    for (let depth = 0; depth < dimensions; depth++) shape = { kind: 'array', item: shape, min: 0, max: UNBOUNDED };
    return shape;
  }

  /** `declared`: without `$type` it is what is meant. */
  #variant(ref: TypeRef, label: string, use: Use, declared: boolean): { label: string; shape: Shape } {
    const tags = [...use.tags, { ...tag('$type', label), required: !declared }];
    return { label, shape: this.#object(ref, this.#type(ref) as ComplexType, { ...use, tags }) };
  }

  #object(ref: TypeRef, type: ComplexType, use: Use): Shape {
    return this.#ofType('content', ref, use, () =>
      object(
        [...use.tags, ...attributeMembers(type, this), ...contentMembers(type, this), ...use.beside],
        choicesIn(type, 0),
      ),
    );
  }

  #attributes(ref: TypeRef): readonly Member[] {
    const type = this.#type(ref);
    return type.kind === 'complex' ? attributeMembers(type, this) : [];
  }

  /** A value that is no object: a simple type, or simple content without attributes. */
  #isValue(ref: TypeRef): boolean {
    const type = this.#type(ref);
    return type.kind === 'simple' ? !isAny(type) : type.kind === 'complex' && !isObject(type);
  }

  /** A tagged object is another type than the same without tags, and has another name. */
  #ofType(role: 'types' | 'content', ref: TypeRef, use: Use, shape: () => Shape): Shape {
    if (use.beside.length > 0) return shape();
    if (use.tags.length === 0) return this.#definitions.own(this.#role(role), ref, shape, this.#suffix);
    const tags = use.tags.map(({ key, shape: { kind, ...constant } }) => `${key} ${kind} ${JSON.stringify(constant)}`);
    const suffix = use.tags.map(({ key }) => (key === '$type' ? 'Typed' : 'Member')).join('');
    const name = `${this.#definitions.nameOf(ref) ?? identifier(use.owner)}${suffix}${this.#suffix}`;
    return this.#definitions.further(`${this.#role(role)} ${ref} ${tags.join(' ')}`, name, ref, shape);
  }

  #role(role: string): string {
    return this.#encoded ? `encoded ${role}` : role;
  }

  /** An encoded type has its own name, unless the same stands in literal messages too. */
  get #suffix(): string {
    return this.#encoded && this.#definitions.literal ? 'Encoded' : '';
  }

  #declaration(element: ElementRef): ElementDeclaration {
    const declaration = this.#model.elements[element];
    if (declaration === undefined) throw new RangeError(`the model has no element ${element}`);
    return declaration;
  }

  #type(ref: TypeRef): TypeDefinition {
    const type = this.#model.types[ref];
    if (type === undefined) throw new RangeError(`the model has no type ${ref}`);
    return type;
  }
}

const nil = required('$nil', { kind: 'constant', value: true });

function tag(key: '$type' | '$element', value: string): Member {
  return required(key, { kind: 'constant', value });
}

const known = new WeakMap<Model, Shapes>();

/** The shapes of a model: the same names and definitions for everyone who asks. */
export function shapesOf(model: Model): Shapes {
  let shapes = known.get(model);
  if (shapes === undefined) known.set(model, (shapes = new Shapes(model)));
  return shapes;
}
