import { isDeepStrictEqual } from 'node:util';
import { decodeElement } from '../../../src/codec/decode/element.ts';
import { encodeElement } from '../../../src/codec/encode/element.ts';
import { link } from '../../../src/codec/link.ts';
import type { Contract } from '../../../src/codec/link.ts';
import { decodeHeader, decodeMessage } from '../../../src/codec/message-decoder.ts';
import { encodeHeader, encodeMessage } from '../../../src/codec/message-encoder.ts';
import type { Model } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { Drift, EncodeProblem } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import type { Breakage } from './breakages.ts';
import { broken } from './breakages.ts';
import type { Choices } from './choices.ts';
import { LeastDepth } from './least-depth.ts';
import type { Libxml2 } from './libxml2.ts';
import { MessageWriter } from './message.ts';
import { restyled } from './restyled.ts';
import type { Subject } from './subjects.ts';
import { elementsOf, isEncoded } from './subjects.ts';

export interface Written {
  /** As a caller may give it. */
  readonly given: unknown;
  /** As decoding gives it. */
  readonly read: unknown;
  readonly breakages: readonly Breakage[];
  readonly loose: boolean;
}

/** What must hold of every random valid message; each check throws with the message and what is wrong with it. */
export class RoundTrip {
  readonly #model: Model;
  readonly #contract: Contract;
  readonly #depths: LeastDepth;
  readonly #encodedDepths: LeastDepth;
  readonly #libxml2: Libxml2 | undefined;

  /** Without `libxml2` the round trip alone is checked, and so it is of what SOAP encoding writes, which no schema describes. */
  constructor(model: Model, libxml2?: Libxml2) {
    this.#model = model;
    this.#contract = link(model);
    this.#depths = new LeastDepth(model);
    this.#encodedDepths = new LeastDepth(model, true);
    this.#libxml2 = libxml2;
  }

  /** Whether any finite message fits. */
  isPossible(subject: Subject): boolean {
    return elementsOf(subject).every((element) => this.#depthsFor(subject).element(element) < Infinity);
  }

  /** Encodes to XML that libxml2 takes, and decodes to the same JSON without any drift; so does the same XML written otherwise. */
  check(subject: Subject, choices: Choices): void {
    const { given, read, loose } = this.write(subject, choices);
    const { xml, problems } = this.#encode(subject, given);
    if (problems.length > 0) throw failure('the encoder refuses it', { problems, given });
    const invalid = isEncoded(subject) ? [] : (this.#libxml2?.problems(xml) ?? []);
    if (invalid.length > 0) throw failure('libxml2 refuses it', { invalid, given, xml });
    for (const text of [xml, restyled(xml, choices)]) {
      const { value, drift } = this.#decode(subject, text);
      if (drift.length > 0) throw failure('it decodes with drift', { drift, given, xml: text });
      const same = isDeepStrictEqual(plain(value), plain(read));
      if (!same && !(loose && this.#encode(subject, value).xml === this.#encode(subject, read).xml))
        throw failure('it decodes to something else', { value, read, xml: text });
    }
  }

  /** One change that makes it invalid is refused at its place. */
  refuse(subject: Subject, choices: Choices): void {
    const { given, breakages } = this.write(subject, choices);
    const kinds = Map.groupBy(breakages, ({ what }) => what);
    if (kinds.size === 0) return;
    // The rare kinds as often as the frequent ones.
    const breakage = choices.pick(choices.pick([...kinds.values()]));
    const changed = broken(given, breakage);
    if (changed === undefined) return;
    const { problems } = this.#encode(subject, changed);
    if (problems.some(({ pointer }) => breakage.pointers.includes(pointer))) return;
    throw failure('a change is not refused at its place', { breakage, problems, given: changed });
  }

  #depthsFor(subject: Subject): LeastDepth {
    return isEncoded(subject) ? this.#encodedDepths : this.#depths;
  }

  /** A random valid message. */
  write(subject: Subject, choices: Choices): Written {
    const writer = new MessageWriter(this.#model, this.#depthsFor(subject), choices, isEncoded(subject));
    const { given, read } =
      subject.kind === 'message' ? writer.message(subject.message) : writer.element(elementsOf(subject)[0] ?? -1);
    return { given, read, breakages: writer.breakages.found, loose: writer.loose };
  }

  #encode(subject: Subject, given: unknown): { xml: string; problems: readonly EncodeProblem[] } {
    const namespaces = new Namespaces();
    const problems: EncodeProblem[] = [];
    const text = this.#text(subject, given, namespaces, problems);
    return { xml: `<Body${namespaces.declarations()}>${text}</Body>`, problems };
  }

  #text(subject: Subject, given: unknown, namespaces: Namespaces, problems: EncodeProblem[]): string {
    switch (subject.kind) {
      case 'message':
        return encodeMessage(this.#contract, subject.message, given, namespaces, problems);
      case 'header':
        return encodeHeader(this.#contract, subject.header, given, namespaces, problems, '');
      default:
        return encodeElement(this.#contract, subject.element, given, namespaces, problems);
    }
  }

  #decode(subject: Subject, xml: string): { value: unknown; drift: readonly Drift[] } {
    const drift: Drift[] = [];
    const reader = new XmlReader(xml);
    try {
      reader.readRoot();
      const value = this.#value(subject, reader, drift);
      reader.finish();
      return { value, drift };
    } catch (error) {
      throw failure(`the decoder refuses it: ${String(error)}`, { xml });
    }
  }

  #value(subject: Subject, reader: XmlReader, drift: Drift[]): unknown {
    if (subject.kind === 'message') return decodeMessage(this.#contract, subject.message, reader, { drift });
    reader.nextChild();
    const value =
      subject.kind === 'header'
        ? decodeHeader(this.#contract, subject.header, reader, { drift })
        : decodeElement(this.#contract, subject.element, reader, { drift });
    if (reader.nextChild()) throw new Error('more than one element');
    return value;
  }
}

/** As JSON carries it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function failure(what: string, shown: Record<string, unknown>): Error {
  const lines = Object.entries(shown).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return new Error(`${what}\n${lines.join('\n')}`);
}
