import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

/** Runs a script with so much heap that only a little more than its documents fit; it is given up where it does not end. */
async function told(script: string, heapMegabytes: number): Promise<string> {
  const args = [`--max-old-space-size=${heapMegabytes}`, join(import.meta.dirname, script)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 110_000 });
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + error;
}

const deep = 'refused: elements nested deeper than 200';
const doctype = 'refused: a DOCTYPE, which is refused';
const attributes = 'refused: more than 256 attributes on one element';
const name = 'refused: a name longer than 1024 characters';
const reference = 'refused: a reference that is neither a predefined entity nor a character';

/** Each is refused, or read to its end; the processes have no room for what grows faster than its document. */
const outcomes: Readonly<Record<string, string>> = {
  'a billion laughs': doctype,
  'an external entity': doctype,
  'a parameter entity': doctype,
  'elements nested 10,000 deep': deep,
  'a million tags that do not end': deep,
  'a million beginnings of a tag': name,
  'a million attributes': attributes,
  'a million attributes that do not end': attributes,
  'a million declarations': attributes,
  'a name of ten million characters': name,
  'an attribute with a name of ten million characters': name,
  'an instruction with a name of ten million characters': name,
  'a value of ten million characters': 'read in 1 pieces',
  'a text of ten million characters': 'read in 2 pieces',
  'a comment of ten million characters': 'read in 1 pieces',
  'an instruction of ten million characters': 'read in 1 pieces',
  'CDATA of ten million brackets': 'read in 2 pieces',
  'a text of ten million brackets': 'read in 2 pieces',
  'a million empty sections of CDATA': 'read in 1 pieces',
  'a million comments': 'read in 1 pieces',
  'a million siblings': 'read in 2000001 pieces',
  'a million texts before one CDATA': 'read in 3000001 pieces',
  'a million texts with ">" before one CDATA': 'read in 3000001 pieces',
  'a million siblings with names of their own': 'read in 2000001 pieces',
  'a million attributes with names of their own': 'read in 2000001 pieces',
  'a million references': 'read in 2 pieces',
  'a million references in values': 'read in 2000001 pieces',
  'a million texts before one reference': 'read in 3000002 pieces',
  'a reference of ten million digits': reference,
  'a reference that does not end': reference,
  'a quarter of a million default namespaces': 'read in 500001 pieces',
  'two default namespaces, a million times': 'read in 2000001 pieces',
  'many declarations, each below many': 'read in 200379 pieces',
  'elements with 250 attributes each': 'read in 16001 pieces',
  'white space of ten million characters': 'read in 2 pieces',
  'line ends of Windows, five million': 'read in 2 pieces',
  'white space of ten million characters in a tag': 'read in 1 pieces',
  'white space behind the root': 'read in 1 pieces',
  'an XML declaration of ten million characters': 'read in 1 pieces',
};

describe('bombs', { timeout: 120_000 }, () => {
  it('are refused or read, all of them by one process of 200 MB', async () => {
    const lines = (await told('bomb.ts', 200)).trim().split('\n');
    const found = lines.map((line): unknown => (line.startsWith('["') ? JSON.parse(line) : line));
    expect(found).toEqual(Object.entries(outcomes));
  });

  it('of ever new names and namespaces leave nothing behind over 100,000 documents', async () => {
    expect(await told('ever-new.ts', 48)).toBe('100000 replies read\n');
  });
});
