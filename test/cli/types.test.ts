import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeTypes } from '../../src/cli/types.ts';
import { typesFiles } from '../../src/cli/types-files.ts';
import { CommandProcess } from './command-process.ts';

let root = '';
let said = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'passerelle-types-'));
  cpSync('wsdl', root, { recursive: true });
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text: string | Uint8Array, ...more: unknown[]) => {
    said += String(text);
    for (const done of more as (() => void)[]) done();
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const at = (file: string): string => join(root, file);

describe('types', () => {
  it('finds every WSDL, and every XSD that no other document imports', () => {
    expect(typesFiles(root, []).map(({ file }) => file)).toEqual([
      'droits/droits.ts',
      'optique/reseau.ts',
      'tva/verification.ts',
    ]);
  });

  it('keeps to the partners asked for', () => {
    expect(typesFiles(root, ['tva']).map(({ file }) => file)).toEqual(['tva/verification.ts']);
  });

  it('writes what is missing', async () => {
    rmSync(at('tva/verification.ts'));
    expect(await writeTypes(root, [], false)).toBe(0);
    expect(readFileSync(at('tva/verification.ts'), 'utf8')).toBe(readFileSync('wsdl/tva/verification.ts', 'utf8'));
  });

  it('says what it wrote', async () => {
    writeFileSync(at('tva/verification.ts'), '// by hand');
    await writeTypes(root, [], false);
    expect(said).toBe('wsdl/tva/verification.ts: written\n3 modules: 1 written, 2 unchanged\n');
  });

  it('deletes the module of a WSDL that is gone', async () => {
    renameSync(at('tva/verification.wsdl'), at('tva/check.wsdl'));
    await writeTypes(root, [], false);
    expect([existsSync(at('tva/verification.ts')), existsSync(at('tva/check.ts'))]).toEqual([false, true]);
  });

  it('leaves what is written by hand alone', async () => {
    writeFileSync(at('tva/by-hand.ts'), 'export const own = [];\n');
    await writeTypes(root, [], false);
    expect(existsSync(at('tva/by-hand.ts'))).toBe(true);
  });

  it('follows the corrections beside a document, and tells which of them it has no need of', async () => {
    const corrections = { 'checkVatResponse/name': { type: 'int' }, 'checkVatResponse/address': { optional: true } };
    writeFileSync(at('tva/corrections.ts'), `export default ${JSON.stringify(corrections)};\n`);
    expect(await writeTypes(root, ['tva'], true)).toBe(1);
    expect(said).toContain('wsdl/tva/verification.ts: is stale');
    expect(said).toContain('the correction "optional" of "checkVatResponse/address" is not needed');
    await writeTypes(root, ['tva'], false);
    expect(readFileSync(at('tva/verification.ts'), 'utf8')).toMatch(/name\??: number/);
    expect(await writeTypes(root, ['tva'], true)).toBe(0);
  });

  it('writes nothing when it checks, and names what is stale', async () => {
    writeFileSync(at('tva/verification.ts'), '// by hand');
    expect(await writeTypes(root, [], true)).toBe(1);
    expect(readFileSync(at('tva/verification.ts'), 'utf8')).toBe('// by hand');
    expect(said).toContain('wsdl/tva/verification.ts: is stale; write it with: npm run passerelle -- types tva\n');
  });
});

describe('the command', () => {
  it('finds the modules of this project as their WSDLs say', async () => {
    const command = new CommandProcess(['types', '--check']);
    expect(await command.ended).toBe(0);
  });

  it('prints the module of a file elsewhere', async () => {
    const command = new CommandProcess(['types', at('tva/verification.wsdl')]);
    expect(await command.ended).toBe(0);
    expect(command.out).toContain('export const checkVat: SoapToken<CheckVatMessage, CheckVatReply, unknown>');
  });

  it('is a line and code 2 for a partner that is not there', async () => {
    const command = new CommandProcess(['types', 'nobody']);
    expect(await command.ended).toBe(2);
    expect(command.err).toBe('passerelle types: there is no folder wsdl/nobody (see passerelle types --help)\n');
  });
});
