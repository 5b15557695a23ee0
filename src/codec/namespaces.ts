import type { AttachmentSink } from './encode/attachments.ts';
import { xmlNamespace } from './xml/vocabulary.ts';

/** The prefixes of one outgoing document: every namespace is declared once, on its root element. */
export class Namespaces {
  /** With their colons. */
  readonly #prefixes = new Map<string, string>();
  #next = 1;
  /** Most names are in the namespace of the name before. */
  #last = '';
  #lastPrefix = '';

  /** Where octets of the document go that do not stand in it. */
  readonly attachments: AttachmentSink | undefined;

  /** `known` gives namespaces their prefixes in advance. */
  constructor(known: Readonly<Record<string, string>> = {}, attachments?: AttachmentSink) {
    this.attachments = attachments;
    for (const [namespace, prefix] of Object.entries(known)) this.#prefixes.set(namespace, `${prefix}:`);
  }

  /** Gives a namespace that has none yet this prefix: what partners look for who do not read namespaces. */
  prefer(namespace: string, prefix: string): void {
    const known = [...this.#prefixes.values()].includes(`${prefix}:`) || this.#prefixes.has(namespace);
    if (!known) this.#prefixes.set(namespace, `${prefix}:`);
  }

  /** The prefix of a namespace, with its colon; `''` without a namespace. The `xml` prefix is never declared. */
  prefix(namespace: string): string {
    if (namespace === '') return '';
    if (namespace === this.#last) return this.#lastPrefix;
    this.#lastPrefix = this.#find(namespace);
    this.#last = namespace;
    return this.#lastPrefix;
  }

  #find(namespace: string): string {
    const known = this.#prefixes.get(namespace);
    if (known !== undefined) return known;
    if (namespace === xmlNamespace) return 'xml:';
    const prefix = `n${this.#next++}:`;
    this.#prefixes.set(namespace, prefix);
    return prefix;
  }

  /** `prefix:local`, or `local` without a namespace. */
  name(namespace: string, local: string): string {
    return this.prefix(namespace) + local;
  }

  /** The ` xmlns:…` attributes of the root element, leading space included. */
  declarations(): string {
    let text = '';
    for (const [namespace, prefix] of this.#prefixes) {
      text += ` xmlns:${prefix.slice(0, -1)}="${namespace.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`;
    }
    return text;
  }
}
