import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Keyring } from '../store/keyring.ts';
import { parseKeyring } from '../store/keyring.ts';

/** The keyring of this working copy: made once, readable by its owner alone. */
export function localKeyring(file: string): Keyring {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `local:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return parseKeyring(readFileSync(file, 'utf8').trim());
}
