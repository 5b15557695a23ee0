import { createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { reveal, Secret } from '../adapter/secret.ts';

/** The keys derived from one configured key: each purpose has its own. */
export interface DerivedKeys {
  readonly seal: KeyObject;
  readonly lookup: KeyObject;
}

/** The keys that protect what is kept: the first writes, all read. */
export interface Keyring {
  readonly writesWith: string;
  readonly keys: ReadonlyMap<string, DerivedKeys>;
}

const shape = 'PASSERELLE_KEYS must be <id>:<base64 of 32 bytes>, several separated by commas';

/** Reads `<id>:<base64 of 32 bytes>,…`. Throws an Error that says which entry is wrong and never quotes one. */
export function parseKeyring(text: string | Secret): Keyring {
  const keys = new Map<string, DerivedKeys>();
  let writesWith = '';
  const entries = (text instanceof Secret ? reveal(text) : text).split(',');
  entries.forEach((entry, index) => {
    const match = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=?)\s*$/.exec(entry);
    const [, id = '', encoded = ''] = match ?? [];
    const master = Buffer.from(encoded, 'base64');
    if (master.length !== 32) throw new Error(`${shape}: entry ${index + 1} is not`);
    if (keys.has(id)) throw new Error(`${shape}: entry ${index + 1} repeats an id`);
    keys.set(id, { seal: derive(master, 'passerelle seal 1'), lookup: derive(master, 'passerelle lookup 1') });
    writesWith ||= id;
  });
  return { writesWith, keys };
}

/** HKDF (RFC 5869) with SHA-256. */
function derive(master: Buffer, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), purpose, 32)));
}
