import { typeTags } from '../../../src/codec/decode/tags.ts';
import { isAny, isObject, membersOf } from '../../../src/codec/describe/type-form.ts';
import { memberNames } from '../../../src/codec/member-names.ts';
import type { ArrayType, ComplexType, ElementRef, MessageModel, Model, TypeRef } from '../../../src/codec/model.ts';
import { AttributeValues } from './attribute-values.ts';
import { Breakages } from './breakages.ts';
import type { Choices } from './choices.ts';
import { ComplexContent } from './complex-content.ts';
import type { LeastDepth } from './least-depth.ts';
import { OpenContent } from './open-content.ts';
import { pair, Properties } from './properties.ts';
import type { Pair } from './properties.ts';
import { SimpleValues } from './simple-value.ts';
import { wrongTexts } from './wrong-texts.ts';

/** Below this many open elements everything is as small as it can be. */
const deepest = 24;

/** Writes one random valid message: its elements, their types, nil, substitutions. */
export class MessageWriter {
  readonly model: Model;
  readonly depths: LeastDepth;
  readonly choices: Choices;
  readonly simple: SimpleValues;
  readonly attributes: AttributeValues;
  readonly open: OpenContent;
  readonly breakages = new Breakages();
  /** By SOAP encoding: anything may be nil. */
  readonly encoded: boolean;
  /** Rows whose parting the XML cannot tell: the JSON may come back parted otherwise. */
  loose = false;
  #depth = 0;

  constructor(model: Model, depths: LeastDepth, choices: Choices, encoded = false) {
    this.model = model;
    this.depths = depths;
    this.choices = choices;
    this.encoded = encoded;
    this.simple = new SimpleValues(model, choices);
    this.attributes = new AttributeValues(this);
    this.open = new OpenContent(this);
  }

  /** Whether what may be left out is left out. */
  get small(): boolean {
    return this.#depth > deepest || this.choices.spent;
  }

  /** The body of a message: the content of its one part, or a property for each. */
  message({ parts, encoding }: MessageModel): Pair {
    const [first] = parts;
    if (first?.key === '') return encoding === undefined ? this.root(first.element) : this.#wrapper(first.element);
    const values = new Properties();
    for (const { key, element } of parts) {
      this.breakages.add('a part missing', [key], undefined);
      values.set(
        key,
        this.breakages.within([key], () => this.element(element)),
      );
    }
    this.breakages.add('unknown property', ['nobodyKnows'], 1);
    return values.pair;
  }

  /** The struct of an encoded rpc message, which is never nil itself. */
  #wrapper(ref: ElementRef): Pair {
    const type = this.model.types[this.model.elements[ref]?.type ?? -1];
    if (type?.kind !== 'complex') throw new TypeError('the wrapper of an rpc message is no struct');
    return this.complex(type, new Properties());
  }

  /** The body of a message whose one part is this element: its content, or `{ "<element>": value }`. */
  root(ref: ElementRef): Pair {
    const name = this.model.elements[ref]?.name ?? '';
    const bare = this.#isBare(ref);
    const value = bare ? this.breakages.within([name], () => this.element(ref)) : this.element(ref);
    const { given, read } = value;
    if (read === null) return pair({ $nil: true });
    if (!bare) return value;
    this.breakages.add('unknown property', ['nobodyKnows'], 1);
    return { given: { [name]: given }, read: { [name]: read } };
  }

  /** The value is no object of its own, so that a root needs its name around it. */
  #isBare(ref: ElementRef): boolean {
    const [first = ref, another] = membersOf(this.model, ref);
    const type = this.model.types[this.model.elements[first]?.type ?? -1];
    if (another !== undefined || type === undefined || isAny(type)) return false;
    return type.kind === 'simple' || (type.kind === 'complex' && !isObject(type));
  }

  /** An element where it is declared: itself or what may stand for it. */
  element(ref: ElementRef): Pair {
    const members = membersOf(this.model, ref);
    const possible = this.#smallestFirst(members, (member) => this.depths.declaration(member));
    const member = this.choose(possible);
    if (members.length < 2) return this.declared(member, new Properties());
    const label = memberNames(this.model, members).get(member) ?? '';
    const tags = new Properties();
    tags.set('$element', pair(label), member !== ref || this.choices.flag());
    this.breakages.add('unknown $element', ['$element'], 'NoSuchElement');
    return this.declared(member, tags);
  }

  /** Exactly this element; `tags` stand before its content. */
  declared(ref: ElementRef, tags: Properties): Pair {
    const declaration = this.model.elements[ref];
    if (declaration === undefined) throw new RangeError(`element ${ref} is not in the model`);
    const { type, nillable, fixed } = declaration;
    const nil = (nillable || this.encoded) && fixed === undefined && this.#endsHere(type);
    if (!nillable && !this.encoded) this.breakages.add('null', [], null);
    this.#depth++;
    const value = this.ofType(type, tags, nil, declaration);
    this.#depth--;
    return value;
  }

  /** Whether an element that may be nil is: now and then, and where it would have to hold more while the message is to end. */
  #endsHere(type: TypeRef): boolean {
    return this.small ? this.depths.type(type) > 1 : this.choices.rarely(5);
  }

  /** A value of the type, or of one that may stand for it. */
  ofType(ref: TypeRef, tags: Properties, nil: boolean, initial: { fixed?: string; default?: string }): Pair {
    const declared = this.model.types[ref];
    if (declared === undefined) throw new RangeError(`type ${ref} is not in the model`);
    if (isAny(declared)) return nil ? nothing(tags) : this.open.anything(tags, declared.kind === 'simple');
    if (declared.kind === 'array') return nil ? nothing(tags) : this.#array(declared, tags);
    // By SOAP encoding what is nil shows nothing else of itself.
    if (nil && this.encoded) return nothing(tags);
    const chosen = this.#chooseType(ref, tags);
    const type = this.model.types[chosen];
    if (type?.kind === 'complex') return nil ? this.#nil(type, tags) : this.complex(type, tags, initial);
    return nil ? nothing(tags) : this.#simple(chosen, tags, initial);
  }

  #array(type: ArrayType, tags: Properties): Pair {
    const tagged = !tags.isEmpty;
    const sizes = Array.from({ length: type.dimensions }, () => (this.small ? 0 : this.choices.below(4)));
    // No item of the last dimension: how long the rows are is not written.
    if (sizes.includes(0)) sizes.fill(0);
    const rows = this.breakages.within(tagged ? ['value'] : [], () => this.#rows(type, sizes));
    this.breakages.add('no array', tagged ? ['value'] : [], 'x');
    if (!tagged) return rows;
    tags.set('value', rows);
    return tags.pair;
  }

  #rows(type: ArrayType, [size = 0, ...inner]: readonly number[]): Pair {
    const items = Array.from({ length: size }, (_, index) =>
      this.breakages.within([index], () => (inner.length > 0 ? this.#rows(type, inner) : this.#item(type.item))),
    );
    return { given: items.map(({ given }) => given), read: items.map(({ read }) => read) };
  }

  #item(type: TypeRef): Pair {
    this.#depth++;
    const value = this.ofType(type, new Properties(), this.#endsHere(type), {});
    this.#depth--;
    return value;
  }

  /** Sets `$type` where several types may stand here. */
  #chooseType(ref: TypeRef, tags: Properties): TypeRef {
    const possible = this.#smallestFirst(this.depths.typesFor(ref), (each) => this.depths.exactly(each));
    const chosen = this.choose(possible);
    const labels = typeTags(this.model, ref);
    if (labels === undefined || labels.size < 2) return chosen;
    tags.set('$type', pair(labels.get(chosen) ?? ''), chosen !== ref || this.choices.flag());
    this.breakages.add('unknown $type', ['$type'], 'NoSuchType');
    return chosen;
  }

  #simple(ref: TypeRef, tags: Properties, initial: { fixed?: string; default?: string }): Pair {
    const tagged = !tags.isEmpty;
    const value = this.breakages.within(tagged ? ['value'] : [], () => this.simpleValue(ref, initial));
    if (!tagged) return value;
    tags.set('value', value);
    this.breakages.add('unknown property', ['nobodyKnows'], 1);
    return tags.pair;
  }

  /** A simple value here: as fixed, never what a default would take the place of. */
  simpleValue(ref: TypeRef, initial: { fixed?: string; default?: string }): Pair {
    const { breakages } = this;
    breakages.add('an object for a simple value', [], { unexpected: 1 });
    for (const wrong of wrongTexts(this.model, ref)) breakages.add('a value outside the type', [], wrong);
    if (initial.default !== undefined && initial.default !== '') breakages.add('nothing for a default', [], '');
    if (initial.fixed !== undefined) return pair(this.simple.lexical(ref, initial.fixed));
    const read = this.simple.value(ref);
    const isEmpty = read === '' || (Array.isArray(read) && read.length === 0);
    if (isEmpty && initial.default !== undefined) return pair(this.simple.lexical(ref, initial.default));
    const number = typeof read === 'string' && this.#isDecimal(ref) && /^(?:0|-?[1-9]\d{0,9})$/.test(read);
    return { read, given: number && this.choices.flag() ? Number(read) : read };
  }

  #isDecimal(ref: TypeRef): boolean {
    const type = this.model.types[ref];
    return type?.kind === 'simple' && type.variety === 'atomic' && type.json === 'decimal';
  }

  /** The content of a complex type, tags and attributes before it. */
  complex(type: ComplexType, tags: Properties, initial: { fixed?: string; default?: string } = {}): Pair {
    if (type.content !== 'simple') return new ComplexContent(this, type, tags).write();
    const bare = tags.isEmpty && type.attributes.length === 0 && type.anyAttribute === undefined;
    const value = this.breakages.within(bare ? [] : ['value'], () => this.simpleValue(type.simple ?? -1, initial));
    if (bare) return value;
    tags.set('value', value);
    this.attributes.write(type, tags);
    this.breakages.add('unknown property', ['nobodyKnows'], 1);
    this.breakages.add('no value', ['value'], undefined);
    return tags.pair;
  }

  #nil(type: ComplexType, tags: Properties): Pair {
    const before = tags.size;
    const attributes = new Properties(tags);
    this.attributes.write(type, attributes);
    const simple = type.content === 'simple' && attributes.size > before;
    if (attributes.isEmpty) return nothing(attributes);
    attributes.set(simple ? 'value' : '$nil', pair(simple ? null : true));
    return attributes.pair;
  }

  /** The smallest one where the message is to end. */
  choose<T>(smallestFirst: readonly T[]): T {
    if (smallestFirst.length === 0) throw new Error('no finite message fits the schema');
    return this.small ? (smallestFirst[0] as T) : this.choices.pick(smallestFirst);
  }

  #smallestFirst<T>(all: readonly T[], depth: (each: T) => number): T[] {
    return all.filter((each) => depth(each) < Infinity).toSorted((a, b) => depth(a) - depth(b));
  }
}

function nothing(tags: Properties): Pair {
  if (tags.isEmpty) return pair(null);
  tags.set('$nil', pair(true));
  return tags.pair;
}
