import { decodeElement, decodeRoot, elementInSteps, rootInSteps } from './decode/element.ts';
import type { DecodeReport } from './decode/report.ts';
import { broken, report, reportUnknown, skipUnknown, unexpectedText } from './decode/report.ts';
import type { Steps } from './xml/steps.ts';
import { attempt, skipInSteps } from './xml/steps.ts';
import {
  decodeBodyOfType,
  decodeEncoded,
  decodeWrapper,
  encodedInSteps,
  longBody,
  wrapperInSteps,
  encodedRoom,
} from './encoded/body.ts';
import { layoutOf } from './encoded/struct-layout.ts';
import type { Contract } from './link.ts';
import type { ElementRef, HeaderModel, MessageModel } from './model.ts';
import { expandedName } from './model.ts';
import type { XmlReader } from './xml/reader.ts';
import type { XmlTree } from './xml/tree.ts';
import { readTree } from './xml/tree.ts';

interface Part {
  readonly key: string;
  readonly element: ElementRef;
  /** The names that may stand here: the element's own, and those of its substitution group. */
  readonly names: readonly string[];
  /** Set for a part by `type`: its element is named for the part, and stacks differ in its namespace. */
  readonly local: string | undefined;
}

/** Reads what stands in the body of a message: literal or encoded, as its model says. */
export class MessageDecoder {
  readonly #contract: Contract;
  readonly #message: MessageModel;
  readonly #parts: readonly Part[];

  constructor(contract: Contract, message: MessageModel) {
    this.#contract = contract;
    this.#message = message;
    this.#parts = message.parts.map(({ key, element }) => {
      const { namespace = '', name = '' } = contract.model.elements[element] ?? {};
      const typed = key !== '' && namespace === '' && contract.element(name) !== element;
      return { key, element, names: namesOf(contract, element), local: typed ? name : undefined };
    });
  }

  /**
   * The JSON of the message in the element where the reader stands, soap:Body; consumes its end tag. Where `stop` says so
   * of the first child, nothing more is read, and the answer is `undefined`. Throws ContractError and MalformedError.
   */
  decode(reader: XmlReader, to: DecodeReport, stop: (reader: XmlReader) => boolean = never): unknown {
    if (!reader.nextChild()) return this.#nothing(reader, to);
    if (stop(reader)) return undefined;
    if (this.#message.encoding !== undefined) return this.#encoded(reader, to);
    const [first] = this.#parts;
    if (first?.key === '') return this.#root(first, reader, to);
    if (first?.local !== undefined && this.#parts.length === 1 && this.#isContent(first, reader))
      return { [first.key]: this.#bodyOfType(first, reader, to) };
    return this.#values(reader, to);
  }

  /** As {@link decode}, of a message that is read through a window. */
  *steps(reader: XmlReader, to: DecodeReport, stop: (reader: XmlReader) => boolean): Steps<unknown> {
    const [first] = this.#parts;
    const named = first?.key === '' || first?.local === undefined || this.#parts.length > 1;
    if (this.#message.encoding !== undefined) return yield* this.#encodedInSteps(reader, to, stop);
    if (!named) {
      const before = to.drift.length;
      return yield* attempt(reader, () => {
        to.drift.length = before;
        return this.decode(reader, to, stop);
      });
    }
    const next = (): boolean => reader.nextChild();
    if (!(yield* attempt(reader, next))) return this.#nothing(reader, to);
    if (stop(reader)) return undefined;
    const values: Record<string, unknown> = {};
    let content: unknown;
    do {
      if (reader.sawText) textInBody(reader, to);
      if (first?.key === '' && content === undefined) {
        this.#expectRoot(first, reader);
        content = yield* rootInSteps(this.#contract, first.element, reader, to);
        continue;
      }
      const part = first?.key === '' ? undefined : this.#partOf(reader, values);
      if (part) define(values, part.key, yield* elementInSteps(this.#contract, part.element, reader, to));
      else {
        reportUnknown(reader, to);
        yield* skipInSteps(reader);
        reader.sawText = false;
      }
    } while (yield* attempt(reader, next));
    textBehind(reader, to);
    return first?.key === '' ? content : this.#complete(values, reader);
  }

  #nothing(reader: XmlReader, to: DecodeReport): unknown {
    textBehind(reader, to);
    const missing = this.#parts[0];
    if (missing === undefined) return {};
    if (this.#message.encoding !== undefined && missing.key === '' && this.#isVoid(missing)) {
      const expected = missing.names.join(' or ');
      report(to, { kind: 'missing', ...reader.closedHere(), expected, found: 'an empty body' });
      return {};
    }
    throw broken('missing', reader.closedHere(), missing.names.join(' or '), 'an empty body');
  }

  /** A procedure that returns nothing: stacks of its time answer with nothing at all. */
  #isVoid({ element }: Part): boolean {
    const { types, elements } = this.#contract.model;
    const type = types[elements[element]?.type ?? -1];
    return type?.kind === 'complex' && type.slots.length === 0;
  }

  #root(part: Part, reader: XmlReader, to: DecodeReport): unknown {
    if (reader.sawText) textInBody(reader, to);
    this.#expectRoot(part, reader);
    const content = decodeRoot(this.#contract, part.element, reader, to);
    while (reader.nextChild()) {
      if (reader.sawText) textInBody(reader, to);
      skipUnknown(reader, to);
    }
    textBehind(reader, to);
    return content;
  }

  #expectRoot({ names }: Part, reader: XmlReader): void {
    const { expanded } = reader.name;
    if (!names.includes(expanded)) throw broken('root', reader.here(), names.join(' or '), expanded);
  }

  #values(reader: XmlReader, to: DecodeReport): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    do {
      if (reader.sawText) textInBody(reader, to);
      const part = this.#partOf(reader, values);
      if (part) define(values, part.key, decodeElement(this.#contract, part.element, reader, to));
      else skipUnknown(reader, to);
    } while (reader.nextChild());
    textBehind(reader, to);
    return this.#complete(values, reader);
  }

  /** The part that the current element is, unless it was there already. */
  #partOf({ name }: XmlReader, values: Record<string, unknown>): Part | undefined {
    return this.#parts.find(
      ({ names, local, key }) => (names.includes(name.expanded) || local === name.local) && !Object.hasOwn(values, key),
    );
  }

  #complete(values: Record<string, unknown>, reader: XmlReader): Record<string, unknown> {
    const missing = this.#parts.find(({ key }) => !Object.hasOwn(values, key));
    if (missing) throw broken('missing', reader.closedHere(), missing.names.join(' or '), 'nothing');
    return values;
  }

  /** The other reading of a part by `type` (WSDL 1.1 §3.5): the body itself is of that type. */
  #isContent({ element, local }: Part, reader: XmlReader): boolean {
    const { types, elements } = this.#contract.model;
    const type = types[elements[element]?.type ?? -1];
    if (type?.kind !== 'complex' || type.content !== 'elements' || reader.local === local) return false;
    return layoutOf(this.#contract, type).find(reader) !== undefined;
  }

  #bodyOfType({ element }: Part, reader: XmlReader, to: DecodeReport): unknown {
    const path = bodyPath(reader);
    const children = restOf(reader);
    textBehind(reader, to);
    const body: XmlTree = {
      namespace: '',
      local: 'Body',
      line: 0,
      attributes: [],
      children,
      resolvePrefix: () => undefined,
    };
    return decodeBodyOfType(this.#contract, element, body, to, path);
  }

  #encoded(reader: XmlReader, to: DecodeReport): unknown {
    const path = bodyPath(reader);
    const children = restOf(reader);
    textBehind(reader, to);
    const [first] = this.#parts;
    if (first?.key === '') return decodeWrapper(this.#contract, first.element, children, to, path);
    const values: Record<string, unknown> = {};
    for (const part of this.#parts) {
      const node = partAmong(part, children, path);
      define(values, part.key, decodeEncoded(this.#contract, part.element, node, children, to, path));
    }
    return values;
  }

  /** What is encoded refers to anything in its body: that is read whole, and then decoded. */
  *#encodedInSteps(reader: XmlReader, to: DecodeReport, stop: (reader: XmlReader) => boolean): Steps<unknown> {
    if (!(yield* attempt(reader, () => reader.nextChild()))) return this.#nothing(reader, to);
    if (stop(reader)) return undefined;
    const path = bodyPath(reader);
    const body = yield* longBody(reader);
    textBehind(reader, to);
    const [first] = this.#parts;
    if (first?.key === '') return yield* wrapperInSteps(this.#contract, first.element, body, to, path);
    const values: Record<string, unknown> = {};
    for (const part of this.#parts) {
      const node = partAmong(part, body.children, path);
      define(values, part.key, yield* encodedInSteps(this.#contract, part.element, node, body, to, path));
    }
    return values;
  }
}

/** The element of an encoded part that stands alone. */
function partAmong({ names, local }: Part, children: readonly XmlTree[], path: readonly string[]): XmlTree {
  const node = children.find(
    (child) => names.includes(expandedName(child.namespace, child.local)) || child.local === local,
  );
  if (node === undefined) throw broken('missing', { path: `/${path.join('/')}` }, names.join(' or '), 'nothing');
  return node;
}

/** A header block where the reader stands; consumes its end tag. `undefined` where it reads as absent. */
export function decodeHeader(
  contract: Contract,
  { element, encoding }: HeaderModel,
  reader: XmlReader,
  to: DecodeReport,
): unknown {
  if (encoding === undefined) return decodeElement(contract, element, reader, to);
  const path = bodyPath(reader);
  const tree = readTree(reader, encodedRoom());
  return decodeEncoded(contract, element, tree, [tree], to, path);
}

/** As {@link MessageDecoder.decode}, where one message is read. */
export function decodeMessage(contract: Contract, message: MessageModel, reader: XmlReader, to: DecodeReport): unknown {
  return new MessageDecoder(contract, message).decode(reader, to);
}

/** The names that may stand where an element is declared: its own, and those of its substitution group. */
export function namesOf({ model }: Contract, element: ElementRef): readonly string[] {
  return [element, ...(model.elements[element]?.substitutes ?? [])].map((ref) => {
    const named = model.elements[ref];
    return expandedName(named?.namespace ?? '', named?.name ?? '');
  });
}

/** The elements around the one where the reader stands. */
function bodyPath(reader: XmlReader): string[] {
  return reader.path().split('/').slice(1, -1);
}

/** The current element and its siblings behind it. */
function restOf(reader: XmlReader): XmlTree[] {
  const trees: XmlTree[] = [];
  const room = encodedRoom();
  do trees.push(readTree(reader, room));
  while (reader.nextChild());
  return trees;
}

function textInBody(reader: XmlReader, to: DecodeReport): void {
  unexpectedText(reader, to, reader.outside());
}

/** Text in the body that was not told yet; its end tag was consumed. */
function textBehind(reader: XmlReader, to: DecodeReport): void {
  if (reader.sawText) unexpectedText(reader, to, reader.closedHere());
}

/** A part may be called `__proto__`. */
function define(values: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) return;
  Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
}

function never(): boolean {
  return false;
}
