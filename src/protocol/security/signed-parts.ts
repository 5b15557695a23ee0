import { randomUUID } from 'node:crypto';
import type { SignedPart } from '../../adapter/ws-security.ts';
import type { Namespaces } from '../../codec/index.ts';
import { misdeclared } from './declared.ts';
import { markBlocks } from './header-blocks.ts';
import { utilityNamespace } from './vocabulary.ts';

/** Gives each part that is to be signed its `wsu:Id` while the envelope is written, and remembers it for the signature. */
export class SignedParts {
  /** In the order they were written. */
  readonly ids: string[] = [];
  readonly #namespaces: Namespaces;
  readonly #missing: Set<SignedPart>;
  readonly #parts: readonly SignedPart[];

  constructor(parts: readonly SignedPart[], namespaces: Namespaces) {
    this.#parts = parts;
    this.#missing = new Set(parts);
    this.#namespaces = namespaces;
  }

  /** The ` wsu:Id="…"` of an element that is written as this part; empty where it is not to be signed. */
  attribute(part: SignedPart): string {
    if (!this.#parts.includes(part)) return '';
    this.#missing.delete(part);
    const id = `${part.replace(/^.*\}/, '')}-${randomUUID()}`;
    this.ids.push(id);
    return this.#idAttribute(id);
  }

  /** The same for the token of our certificate, which is referred to by its `id` whether it is signed or not. */
  token(id: string): string {
    if (this.#missing.delete('BinarySecurityToken')) this.ids.push(id);
    return this.#idAttribute(id);
  }

  #idAttribute(id: string): string {
    return ` ${this.#namespaces.name(utilityNamespace, 'Id')}="${id}"`;
  }

  /** Header blocks of ours with the attribute on those that are to be signed. */
  blocks(blocks: string, addressing: boolean): string {
    const named = new Map<string, SignedPart>();
    for (const part of this.#parts) {
      const [, namespace, local] = /^\{(.*)\}(.*)$/.exec(part) ?? [];
      if (namespace !== undefined && local !== undefined) named.set(this.#namespaces.name(namespace, local), part);
    }
    return markBlocks(blocks, (name) => {
      const part = named.get(name) ?? (addressing ? 'Addressing' : undefined);
      return part === undefined ? '' : this.attribute(part);
    });
  }

  /** Throws a BreakageError where a part that must be signed was not written. */
  expectAll(): void {
    const [missing] = this.#missing;
    if (missing !== undefined) throw misdeclared(`The message has no ${missing} that the signature could cover`);
  }
}
