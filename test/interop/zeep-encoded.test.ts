import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasZeep } from '../support/foreign-commands.ts';
import { runPython } from './foreign-stack.ts';
import type { SimulatedMirror } from './mirror/simulated.ts';
import { simulateMirror } from './mirror/simulated.ts';

const encodingSchema = join(import.meta.dirname, '../../src/codec/xsd/known/soap-encoding.xsd');

describe.skipIf(!hasZeep)(
  'zeep, rpc/encoded, a client of the simulator (skipped where python3-zeep is missing)',
  () => {
    let mirror: SimulatedMirror;
    let printed: Readonly<Record<string, unknown>>;

    beforeAll(async () => {
      mirror = await simulateMirror({ soap: '1.1', wsdl: 'encoded.wsdl' });
      printed = (await runPython('zeep/encoded.py', [mirror.wsdlUrl, encodingSchema])) as typeof printed;
    });

    afterAll(() => mirror[Symbol.asyncDispose]());

    it('sends arrays of one and many, and structures', () => {
      expect(mirror.received.get('Sum')).toStrictEqual([{ numbers: [5] }, { numbers: [1, -2, 2147483647] }]);
      expect(mirror.received.get('Mirror')).toStrictEqual([
        { order: { reference: 'r' } },
        {
          order: { reference: 'r', note: 'e\u0301 😀', count: 5, total: '12.30', paid: false, day: '2024-02-29' },
        },
        {
          order: {
            reference: 'r',
            lines: [
              { name: 'verre', quantity: 2 },
              { name: 'monture', quantity: -1 },
            ],
            tags: ['one'],
          },
        },
        { order: { reference: 'r', shape: { $type: 'Circle', label: 'rond', radius: 1.5 } } },
        { order: { reference: 'r', next: { reference: 'r2', next: { reference: 'r3' } } } },
      ]);
    });

    it('reads arrays of one and many', () => {
      expect(printed).toMatchObject({
        sums: [5, 2147483646],
        splits: [[], ['one'], ['one', 'two', 'four']],
      });
    });

    it('reads structures as it sent them', () => {
      expect(printed['orders']).toStrictEqual([
        { reference: 'r' },
        { reference: 'r', note: 'e\u0301 😀', count: 5, total: '12.30', paid: false, day: '2024-02-29' },
        {
          reference: 'r',
          lines: [
            { name: 'verre', quantity: 2 },
            { name: 'monture', quantity: -1 },
          ],
          tags: ['one'],
        },
        { reference: 'r', shape: { label: 'rond', radius: 1.5 } },
        { reference: 'r', next: { reference: 'r2', next: { reference: 'r3' } } },
      ]);
    });

    it('sends several parts and reads several, and none', () => {
      expect(mirror.received.get('Add')).toStrictEqual([{ left: 2, right: -3 }]);
      expect(printed).toMatchObject({ add: { sum: -1, words: '2 + -3' }, ping: null });
    });

    it('reads a fault with its declared detail', () => {
      const item = (text: string): unknown => ({ name: 'item', children: text });
      expect(printed['refuse']).toStrictEqual({
        message: 'Refusé',
        detail: {
          name: 'detail',
          children: [
            {
              name: 'refusal',
              children: [
                { name: 'code', children: 'X' },
                { name: 'fields', children: [item('name'), item('birth')] },
              ],
            },
          ],
        },
      });
    });
  },
);
