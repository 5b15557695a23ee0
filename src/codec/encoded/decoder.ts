import { isAnySimpleType } from '../decode/any.ts';
import type { DecodeReport } from '../decode/report.ts';
import { broken, report } from '../decode/report.ts';
import type { Tags } from '../decode/state.ts';
import type { Contract } from '../link.ts';
import type { ArrayType, ComplexType, ElementDeclaration, ExpandedName, TypeDefinition, TypeRef } from '../model.ts';
import type { DriftKind } from '../problem.ts';
import type { SimpleCodec, SimpleProblem } from '../simple/simple-codec.ts';
import type { Place } from '../xml/open-elements.ts';
import type { XmlTree } from '../xml/tree.ts';
import { textOf } from '../xml/tree.ts';
import { decodeAny } from './any-decoder.ts';
import { decodeArray } from './array-decoder.ts';
import { decodeAttributes } from './attributes.ts';
import { instanceAttribute, isArrayName, typeNameOf } from './names.ts';
import type { References } from './references.ts';
import { outwardReference } from './references.ts';
import { StructFilling } from './struct-filling.ts';
import type { Found } from './struct-layout.ts';
import { labelsOf, layoutOf } from './struct-layout.ts';
import { decodeTree, decodeWild } from './tree-decoder.ts';

type Json = Record<string, unknown>;

/** An element as its type sees it: what it refers to has its content, either may say its type. */
export interface Given {
  readonly content: XmlTree;
  /** The expanded name in `xsi:type`, or what the array that it stands in says of its items. */
  readonly type: ExpandedName | undefined;
}

/** A type, and what stands before its content: `$type` among it, where the schema allows more than one. */
export interface Chosen {
  readonly ref: TypeRef;
  readonly type: TypeDefinition | undefined;
  readonly tags: Tags | undefined;
}

/**
 * Reads what SOAP encoding writes (SOAP 1.1 §5, SOAP 1.2 part 2 §3), from a tree: references lead anywhere in a message.
 * The order of accessors is not significant, any of them may be nil, and one that is left out says nothing (§5.1 rule 9).
 */
export class EncodedDecoder {
  readonly contract: Contract;
  readonly report: DecodeReport;
  readonly references: References;
  readonly #steps: string[];
  /** By step: which item of its array it is, from 1; 0 where it is none. */
  readonly #ordinals: number[];
  readonly here = (): Place => this.place('');

  /** `path`: the local names of the elements around what is read. */
  constructor(contract: Contract, references: References, to: DecodeReport, path: readonly string[]) {
    this.contract = contract;
    this.references = references;
    this.report = to;
    this.#steps = [...path];
    this.#ordinals = path.map(() => 0);
  }

  /** An accessor of a declared type. `undefined` where it reads as absent. */
  element({ type, default: initial, fixed }: ElementDeclaration, node: XmlTree, label?: string): unknown {
    const tags = label === undefined ? undefined : { $element: label };
    return this.accessor(node, undefined, (given) => this.value(type, given, tags, initial ?? fixed), tags);
  }

  /** What an accessor holds, its references followed: `null` where it is nil, otherwise as `read` reads it. */
  accessor(
    node: XmlTree,
    assumed: ExpandedName | undefined,
    read: (given: Given) => unknown,
    tags: Tags | undefined,
    ordinal = 0,
  ): unknown {
    this.enter(node, ordinal);
    const value = this.references.within(node, this.here, (content) => {
      if (isNil(content)) return nil(tags);
      return read(this.given(node, content, assumed));
    });
    this.leave();
    return value;
  }

  /** `ordinal`: which item of its array it is, from 1; 0 where it is none. */
  enter({ local }: XmlTree, ordinal: number): void {
    this.#steps.push(local);
    this.#ordinals.push(ordinal);
  }

  leave(): void {
    this.#steps.pop();
    this.#ordinals.pop();
  }

  /** An accessor's content, and the type that it says it has. */
  given(node: XmlTree, content: XmlTree, assumed: ExpandedName | undefined): Given {
    const outward = outwardReference(content);
    if (outward !== undefined && /^(?!cid:)/iu.test(outward))
      throw broken('missing', this.here(), 'a reference within the message', 'one that leads out of it');
    return { content, type: xsiTypeOf(content) ?? (node === content ? undefined : xsiTypeOf(node)) ?? assumed };
  }

  /** Content of a type, or of the type derived from it that the message names. */
  value(declared: TypeRef, given: Given, tags: Tags | undefined, initial?: string): unknown {
    return this.content(this.chosen(declared, given, tags), given, tags, initial);
  }

  /** Content of a type that was chosen; `tags` are those without `$type`. */
  content({ ref, type, tags: all }: Chosen, given: Given, tags: Tags | undefined, initial?: string): unknown {
    switch (type?.kind) {
      case 'simple':
        if (isAnySimpleType(type)) return decodeAny(this, given, tags);
        if (type.builtin === 'base64Binary' && outwardReference(given.content) !== undefined)
          return this.#attachment(given.content, all);
        return this.#simple(this.contract.simple(ref), given.content, all, initial);
      case 'array':
        return this.array(type, given, all);
      case 'complex':
        if (type.content === 'simple') return this.#valued(ref, type, given.content, all);
        return this.struct(type, given.content, all);
      default:
        return decodeAny(this, given, tags);
    }
  }

  array(type: ArrayType, { content }: Given, tags: Tags | undefined): unknown {
    const items = decodeArray(this, type, content);
    return tags === undefined ? items : { ...tags, value: items };
  }

  /** `lone`: a struct of one accessor takes one that is named otherwise (SOAP 1.1 §7.1, the return value). */
  struct(type: ComplexType, content: XmlTree, tags: Tags | undefined, lone = false): Json {
    const filling = new StructFilling(this, type, content, tags, lone);
    if (type.content === 'mixed') {
      filling.object['$mixed'] = this.#mixed(type, content);
      return filling.object;
    }
    for (const child of filling.children) {
      const found = filling.find(child);
      if (found !== undefined) filling.put(found, child, this.member(found, child));
    }
    return filling.end();
  }

  /** What stands in one accessor. */
  member({ accessor, declaration, label }: Found, child: XmlTree): unknown {
    if (declaration !== undefined) return this.element(declaration, child, label);
    return decodeWild(this, child, accessor.slot.wildcard?.process === 'skip');
  }

  #mixed(type: ComplexType, content: XmlTree): unknown[] {
    const layout = layoutOf(this.contract, type);
    return content.children.flatMap((child): unknown[] => {
      if (typeof child === 'string') return [child];
      const found = layout.find(child);
      if (found === undefined) return [decodeTree(this, child)];
      return [{ [found.accessor.key]: this.member(found, child) ?? null }];
    });
  }

  /** Simple content with attributes: `{ "value": …, "attr": … }`, as in literal messages. */
  #valued(ref: TypeRef, type: ComplexType, content: XmlTree, tags: Tags | undefined): unknown {
    const value = this.#simple(this.contract.simple(ref), content, undefined, undefined);
    const attributes = Object.create(null) as Json;
    decodeAttributes(this, type, content, attributes);
    if (tags === undefined && type.attributes.length === 0 && type.anyAttribute === undefined) return value;
    return { ...tags, ...(value === undefined ? {} : { value }), ...attributes };
  }

  #simple(codec: SimpleCodec, content: XmlTree, tags: Tags | undefined, initial: string | undefined): unknown {
    if (content.children.some((child) => typeof child !== 'string'))
      this.drift('unknown_element', undefined, 'text only', 'an element');
    const text = textOf(content);
    const value = this.text(codec, text === '' && initial !== undefined ? initial : text, content);
    return tags === undefined ? value : { ...tags, value };
  }

  /** Octets that stand beside the document (SOAP Messages with Attachments §3), in base64. */
  #attachment(content: XmlTree, tags: Tags | undefined): unknown {
    const value = this.report.attachments?.find(outwardReference(content) ?? '');
    if (value === undefined)
      throw broken('missing', this.here(), 'the attachment that it refers to', 'no such attachment');
    return tags === undefined ? value : { ...tags, value };
  }

  /** A value of a simple type; `attribute` where it is one's. */
  text(codec: SimpleCodec, text: string, within: XmlTree, attribute?: string): unknown {
    const resolvePrefix = (prefix: string): string | undefined => within.resolvePrefix(prefix);
    return codec.decode(text, resolvePrefix, ({ kind, expected, fatal }: SimpleProblem) => {
      const place = this.place(attribute === undefined ? '' : `/@${attribute}`);
      const found = kind === 'empty' ? 'empty text' : 'another value';
      if (fatal) throw broken(kind, place, expected, found);
      report(this.report, { kind, ...place, expected, found });
    });
  }

  /** A difference that reading can live with, at the current element or at a child of it. */
  drift(kind: DriftKind, child: XmlTree | undefined, expected: string, found: string): void {
    report(this.report, { kind, ...this.place(child === undefined ? '' : `/${child.local}`), expected, found });
  }

  /** The current element, or what stands inside it. */
  place(inside: string): Place {
    const path = this.#steps.map((step) => `/${step}`).join('') + inside;
    const place =
      this.#steps.map((step, at) => (this.#ordinals[at] ? `/${step}[${this.#ordinals[at]}]` : `/${step}`)).join('') +
      inside;
    return place === path ? { path } : { path, place };
  }

  /** The type that the content is of, and what stands before it. */
  chosen(declared: TypeRef, given: Given, tags: Tags | undefined): Chosen {
    const labels = labelsOf(this.contract, declared);
    const ref = this.#chosen(declared, given, labels);
    return { ref, type: this.contract.model.types[ref], tags: labelledTags(ref, labels, tags) };
  }

  /** The type that a message names, where it derives from the declared one. Simple types keep the declared one's JSON. */
  #chosen(declared: TypeRef, { type: name }: Given, labels: ReadonlyMap<TypeRef, string> | undefined): TypeRef {
    const { model } = this.contract;
    const type = model.types[declared];
    const named = name === undefined ? undefined : this.contract.type(name);
    if (type?.kind !== 'complex' || named === declared) return this.#concrete(declared, labels);
    if (named !== undefined && labels?.has(named)) return named;
    // What a struct calls itself beyond its contract changes nothing that can be read of it.
    if (name !== undefined && type.name !== undefined && !isArrayName(name))
      this.drift('type', undefined, 'a type that may stand here', name);
    return this.#concrete(declared, labels);
  }

  #concrete(declared: TypeRef, labels: ReadonlyMap<TypeRef, string> | undefined): TypeRef {
    const type = this.contract.model.types[declared];
    if (type?.kind !== 'complex' || !type.abstract) return declared;
    const [only, ...others] = labels?.keys() ?? [];
    if (only !== undefined && others.length === 0) return only;
    const names = [...(labels?.values() ?? [])].join(', ');
    throw broken('type', this.here(), `xsi:type, one of ${names}`, 'an abstract type');
  }
}

/** `$type` among them, where the schema allows more than one; a value of any type says its own, which is more than a local name. */
function labelledTags(
  ref: TypeRef,
  labels: ReadonlyMap<TypeRef, string> | undefined,
  tags: Tags | undefined,
): Tags | undefined {
  const label = labels?.get(ref);
  const tagged = label === undefined || labels?.size === 1 || tags?.['$type'] !== undefined;
  return tagged ? tags : { ...tags, $type: label };
}

/** What stands for an accessor that is nil. */
export function nil(tags: Tags | undefined): unknown {
  return tags === undefined ? null : { ...tags, $nil: true };
}

/** `xsi:nil`, which the drafts of XML Schema called `null`. */
export function isNil(node: XmlTree): boolean {
  const said = instanceAttribute(node, 'nil', 'null');
  return said === 'true' || said === '1';
}

/** The expanded name in `xsi:type`, as {@link typeNameOf} gives it. */
export function xsiTypeOf(node: XmlTree): ExpandedName | undefined {
  const qname = instanceAttribute(node, 'type');
  return qname === undefined ? undefined : typeNameOf(node, qname);
}
