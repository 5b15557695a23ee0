import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasSpyne } from '../support/foreign-commands.ts';
import type { ForeignServer } from './foreign-stack.ts';
import { startPython } from './foreign-stack.ts';
import type { ZeroCode } from './zero-code.ts';
import { openZeroCode } from './zero-code.ts';

interface Row {
  readonly title: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** What comes back where Spyne changes it. */
  readonly back?: Readonly<Record<string, unknown>>;
}

function tree(depth: number): unknown {
  return { value: `${depth}`, child: depth === 0 ? [] : [tree(depth - 1)] };
}

const rows: readonly Row[] = [
  { title: 'nothing but what is required', json: {} },
  { title: 'an empty string', json: { text: '' } },
  // Spyne knows no difference between nil and absent.
  { title: 'a nil string', json: { text: null }, back: {} },
  { title: 'a list of one', json: { texts: ['one'], longs: ['1'] } },
  {
    title: 'a list of many',
    json: { texts: ['one', '', 'three'], longs: ['-9223372036854775808', '0', '9223372036854775807'] },
  },
  { title: 'a list with nil in it', json: { texts: ['one', null, 'three'] } },
  { title: 'an array of nothing in an element of its own', json: { wrapped: { string: [] } } },
  { title: 'an array of one in an element of its own', json: { wrapped: { string: ['one'] } } },
  { title: 'an array of many in an element of its own', json: { wrapped: { string: ['one', 'two', 'three'] } } },
  {
    title: 'an array of structures with attributes',
    json: { items: { Item: [{ id: 'a', name: 'x', quantity: -1 }, { id: '<&"' }] } },
  },
  {
    title: 'extremes of numbers',
    json: { int: 2147483647, long: '9223372036854775807', unsignedLong: '18446744073709551615' },
  },
  { title: 'an xs:integer beyond 64 bits', json: { integer: '-123456789012345678901234' } },
  { title: 'a decimal of 24 digits', json: { decimal: '123456789012345.123456789' } },
  { title: 'a decimal that ends in zeros', json: { decimal: '12.30' } },
  { title: 'floating point', json: { float: 0.5, double: -1e-300, boolean: false } },
  {
    title: 'dates and times without a zone',
    json: { date: '2024-02-29', dateTime: '2024-03-31T02:30:00', time: '23:59:59' },
  },
  { title: 'a date-time with a zone', json: { dateTime: '2024-03-31T02:30:00+05:30' } },
  // Spyne takes -05:30 for five hours less and thirty minutes more.
  { title: 'a date-time west of Greenwich', json: { dateTime: '2024-03-31T02:30:00-05:00' } },
  {
    title: 'characters beyond the basic plane, and combining ones',
    json: { text: '😀 𝔘𝔫𝔦 e\u0301 \u00e9 العربية 日本' },
  },
  { title: 'tabs, line feeds and carriage returns in a text', json: { text: ' \ta\nb\r\nc\rd ' } },
  { title: 'markup in a text', json: { text: '<a href="x">&amp; ]]> \'</a>' } },
  { title: 'bytes', json: { binary: 'AAECA//+gA==' } },
  { title: 'a value of an enumeration', json: { colour: 'bleu ciel' } },
  { title: 'a simple content with an attribute', json: { amount: { value: '12.30', currency: 'EUR' } } },
  {
    title: 'derived types',
    json: {
      shapes: {
        Shape: [
          { $type: 'Circle', label: 'rond', radius: 1.5 },
          { $type: 'Shape', label: 'plain' },
          { $type: 'Square', side: 2 },
        ],
      },
    },
  },
  { title: 'thirty levels of one type', json: { tree: tree(30) } },
];

/** As json-mapping has it on the way in: what may occur often is always an array. */
function asAnswered(json: Row['json']): Record<string, unknown> {
  return { texts: [], longs: [], required: 'é', ...json };
}

describe.skipIf(!hasSpyne)(
  'Spyne, with the WSDL that it writes itself (skipped where python3-spyne is missing)',
  () => {
    let folder: string;
    let spyne: ForeignServer;
    let partner: ZeroCode;

    beforeAll(async () => {
      spyne = await startPython('spyne/server.py');
      folder = await mkdtemp(join(tmpdir(), 'passerelle-spyne-'));
      const file = join(folder, 'spyne.wsdl');
      await writeFile(file, await (await fetch(`${spyne.url}/?wsdl`)).text());
      partner = await openZeroCode(file, spyne.url);
    });

    afterAll(async () => {
      await partner[Symbol.asyncDispose]();
      await spyne.stop();
      await rm(folder, { recursive: true });
    });

    it.each(rows)('gives back $title', async ({ json, back }) => {
      const answer = await partner.call('mirror', { everything: { required: 'é', ...json } });
      expect(answer).toStrictEqual({ mirrorResult: asAnswered(back ?? json) });
    });

    it.each([0, 1, 3])('answers with an array of %i', async (number) => {
      expect(await partner.call('count', { number })).toStrictEqual({
        countResult: { int: Array.from({ length: number }, (_, index) => index) },
      });
    });

    it('says no with a detail', async () => {
      expect(await partner.call('refuse', { code: 'x' })).toMatchObject({
        kind: 'rejected',
        fault: { code: 'Refusal', message: 'Refusé : x', detail: { Refusal: { fields: ['name', 'birth'] } } },
      });
    });

    it('refuses integers and decimals of more than 24 digits, which its libxml2 does not know', async () => {
      const json = { required: 'x', integer: '1234567890123456789012345' };
      expect(await partner.call('mirror', { everything: json })).toMatchObject({
        fault: { code: 'Client.SchemaValidationError' },
      });
    });

    it.each(['INF', '-INF', 'NaN'])('is understood where it writes Python’s word for %s', async (double) => {
      expect(await partner.call('mirror', { everything: { required: 'x', double } })).toMatchObject({
        mirrorResult: { double },
      });
    });

    it('takes a header and gives one', async () => {
      expect(await partner.call('greet', { name: 'Zoé', $headers: { Session: { token: 'a token' } } })).toStrictEqual({
        greetResult: 'Bonjour Zoé (a token)',
        $headers: { Receipt: { number: '9223372036854775807' } },
      });
    });

    it('answers with several values', async () => {
      expect(await partner.call('both', {})).toStrictEqual({ bothResult0: 1, bothResult1: 'two' });
    });

    it('answers with nothing', async () => {
      expect(await partner.call('ping', {})).toStrictEqual({});
    });
  },
);
