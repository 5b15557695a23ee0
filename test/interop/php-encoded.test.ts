import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPhpSoap } from '../support/foreign-commands.ts';
import type { ForeignServer } from './foreign-stack.ts';
import { runPhp, startPhp } from './foreign-stack.ts';
import type { MirrorFolder } from './mirror/contract.ts';
import { encodedContracts, mirrorFolder } from './mirror/contract.ts';
import { encodedRows } from './mirror/encoded-rows.ts';
import type { SimulatedMirror } from './mirror/simulated.ts';
import { simulateMirror } from './mirror/simulated.ts';
import type { ZeroCode } from './zero-code.ts';
import { openZeroCode } from './zero-code.ts';

describe.skipIf(!hasPhpSoap).each(encodedContracts)(
  'PHP’s SoapServer, $title (skipped where php-soap is missing)',
  ({ soap, wsdl }) => {
    let folder: MirrorFolder;
    let php: ForeignServer;
    let partner: ZeroCode;

    beforeAll(async () => {
      folder = await mirrorFolder({ soap, wsdl });
      php = await startPhp('php/encoded.php', { MIRROR_WSDL: folder.file, MIRROR_SOAP: soap });
      partner = await openZeroCode(folder.file, php.url);
    });

    afterAll(async () => {
      await partner[Symbol.asyncDispose]();
      await php.stop();
      await folder[Symbol.asyncDispose]();
    });

    it.each(encodedRows)('gives back $title', async ({ json }) => {
      const order = { reference: 'r', ...json };
      expect(await partner.call('Mirror', { order })).toStrictEqual({ order });
    });

    it.each([
      { title: 'none', numbers: [], sum: 0 },
      { title: 'one', numbers: [5], sum: 5 },
      { title: 'many', numbers: [1, -2, 2147483647], sum: 2147483646 },
    ])('takes an array of $title', async ({ numbers, sum }) => {
      expect(await partner.call('Sum', { numbers })).toStrictEqual({ sum });
    });

    it.each([
      { title: 'none', text: '', words: [] },
      { title: 'one', text: 'one', words: ['one'] },
      { title: 'many', text: 'one two  four', words: ['one', 'two', '', 'four'] },
    ])('answers with an array of $title', async ({ text, words }) => {
      expect(await partner.call('Split', { text })).toStrictEqual({ words });
    });

    it('writes one structure for two places, which we read in both', async () => {
      const line = { name: 'verre', quantity: 2 };
      expect(await partner.call('Twice', { line })).toStrictEqual({ pair: { left: line, right: line } });
    });

    it('writes a structure that holds itself, which we refuse', async () => {
      expect(await partner.call('Mirror', { order: { reference: 'cycle' } })).toMatchObject({
        kind: 'drift',
        detail: expect.stringContaining('/order'),
      });
    });

    it('says no with a declared detail', async () => {
      expect(await partner.call('Refuse', { code: 'X' })).toMatchObject({
        kind: 'failing',
        fault: { message: 'Refusé : X', detail: { refusal: { code: 'X', fields: ['name', 'birth'] } } },
      });
    });

    it('takes several parts and gives several', async () => {
      expect(await partner.call('Add', { left: 2, right: -3 })).toStrictEqual({ sum: -1, words: '2 + -3' });
    });

    it('takes a message without parts and gives one', async () => {
      expect(await partner.call('Ping', {})).toStrictEqual({});
    });
  },
);

interface Printed {
  readonly rows: Readonly<Record<string, { readonly sent: unknown; readonly got: unknown }>>;
  readonly [other: string]: unknown;
}

describe.skipIf(!hasPhpSoap).each(encodedContracts)(
  'PHP’s SoapClient, $title, a client of the simulator (skipped where php-soap is missing)',
  ({ soap, wsdl }) => {
    let mirror: SimulatedMirror;
    let printed: Printed;

    beforeAll(async () => {
      mirror = await simulateMirror({ soap, wsdl });
      printed = (await runPhp('php/call-encoded.php', [mirror.wsdlUrl, soap])) as Printed;
    });

    afterAll(() => mirror[Symbol.asyncDispose]());

    it('has a value for every row', () => {
      expect(Object.keys(printed.rows)).toStrictEqual(encodedRows.map(({ title }) => title));
    });

    it.each(encodedRows.map((row, index) => ({ ...row, index })))('sends $title', ({ json, index }) => {
      expect(mirror.received.get('Mirror')?.[index]).toStrictEqual({ order: { reference: 'r', ...json } });
    });

    it.each(encodedRows)('reads $title as it was sent', ({ title }) => {
      const { sent, got } = printed.rows[title] ?? {};
      expect(got).toStrictEqual(sent);
    });

    it('sends and reads arrays of none, one and many', () => {
      expect(printed).toMatchObject({
        sums: [0, 5, 2147483646],
        splits: [[], ['one'], ['one', 'two', '', 'four']],
      });
    });

    it('sends one structure for two places, which we read in both', () => {
      const line = { name: 'verre', quantity: 2 };
      expect(mirror.received.get('Mirror')?.at(-1)).toStrictEqual({ order: { reference: 'r', lines: [line, line] } });
    });

    it('reads a fault with its declared detail', () => {
      expect(printed['refuse']).toMatchObject({
        message: 'Refusé',
        detail: { refusal: { code: 'X', fields: ['name', 'birth'] } },
      });
    });

    it('sends several parts and reads several, and none', () => {
      expect(printed).toMatchObject({ add: { sum: -1, words: '2 + -3' }, ping: null });
    });
  },
);
