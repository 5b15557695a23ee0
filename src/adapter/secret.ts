import { inspect } from 'node:util';
import { z } from 'zod';

/** A value that prints as `***` through `String()`, JSON and `util.inspect`. Only `protocol/` and `store/` may {@link reveal} it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }

  static reveal(secret: Secret): string {
    return secret.#value;
  }
}

/** The text of a secret. Imported by `protocol/` and `store/` alone (a test checks it). */
export const reveal = Secret.reveal;

/** An environment variable that holds a secret. */
export const secret = z
  .string()
  .min(1)
  .transform((value) => new Secret(value));
