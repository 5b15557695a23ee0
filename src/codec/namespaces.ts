/** The prefixes of one outgoing document: every namespace is declared once, on its root element. */
export class Namespaces {
  readonly #prefixes = new Map<string, string>();
  #next = 1;

  /** `known` gives namespaces their prefixes in advance. */
  constructor(known: Readonly<Record<string, string>> = {}) {
    for (const [namespace, prefix] of Object.entries(known)) this.#prefixes.set(namespace, prefix);
  }

  /** `prefix:local`, or `local` without a namespace. The `xml` prefix is never declared. */
  name(namespace: string, local: string): string {
    if (namespace === '') return local;
    if (namespace === 'http://www.w3.org/XML/1998/namespace') return `xml:${local}`;
    let prefix = this.#prefixes.get(namespace);
    if (prefix === undefined) {
      prefix = `n${this.#next++}`;
      this.#prefixes.set(namespace, prefix);
    }
    return `${prefix}:${local}`;
  }

  /** The ` xmlns:…` attributes of the root element, leading space included. */
  declarations(): string {
    let text = '';
    for (const [namespace, prefix] of this.#prefixes) {
      text += ` xmlns:${prefix}="${namespace.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`;
    }
    return text;
  }
}
