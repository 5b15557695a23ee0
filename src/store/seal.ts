import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { DerivedKeys, Keyring } from './keyring.ts';

/** A kept value whose key is not configured: nothing is lost, the key must come back. */
export class KeyMissingError extends Error {
  override readonly name = 'KeyMissingError';

  constructor(keyId: string) {
    super(`The key "${keyId}" that sealed this value is not among PASSERELLE_KEYS: add it again`);
  }
}

/** A kept value that was changed, or stands where it was not put. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

/** Where a sealed value stands: it opens nowhere else. */
export interface Place {
  readonly kind: string;
  readonly id: string;
  readonly field: string;
}

/** Seals what derives from an input, a reply or a credential (AES-256-GCM), and makes look-up keys of what must be found again (HMAC-SHA-256). */
export interface Sealer {
  /** Any JSON value; `undefined` becomes null. */
  seal(place: Place, value: unknown): string;
  /** Throws a KeyMissingError or a SealBrokenError. */
  open(place: Place, sealed: string): unknown;
  /** The same parts give the same text, and nothing can be read from it. */
  lookup(...parts: readonly string[]): string;
}

const nonceBytes = 12;
const tagBytes = 16;

export function createSealer(keyring: Keyring): Sealer {
  const writing = keysOf(keyring, keyring.writesWith);
  return {
    seal(place, value) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', writing.seal, nonce, { authTagLength: tagBytes });
      cipher.setAAD(additional(place));
      const body = cipher.update(JSON.stringify(value ?? null), 'utf8');
      return `1:${keyring.writesWith}:${Buffer.concat([nonce, body, cipher.final(), cipher.getAuthTag()]).toString('base64')}`;
    },
    open(place, sealed) {
      const [version, keyId = '', encoded = ''] = sealed.split(':');
      const bytes = Buffer.from(encoded, 'base64');
      if (version !== '1' || bytes.length < nonceBytes + tagBytes)
        throw new SealBrokenError('The kept value is not a sealed one');
      const { seal } = keysOf(keyring, keyId);
      const decipher = createDecipheriv('aes-256-gcm', seal, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(additional(place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        const body = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
        return JSON.parse(Buffer.concat([body, decipher.final()]).toString('utf8')) as unknown;
      } catch {
        // The decipher's own error says no more than that it failed, and must not quote what it had so far.
        throw new SealBrokenError('The kept value was changed, or stands in the wrong place');
      }
    },
    lookup(...parts) {
      return createHmac('sha256', writing.lookup).update(JSON.stringify(parts)).digest('base64url');
    },
  };
}

function keysOf(keyring: Keyring, id: string): DerivedKeys {
  const keys = keyring.keys.get(id);
  if (!keys) throw new KeyMissingError(id);
  return keys;
}

function additional({ kind, id, field }: Place): Buffer {
  return Buffer.from(JSON.stringify([kind, id, field]));
}
