import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasZeep, runPython } from './foreign-stack.ts';
import type { MirrorContract } from './mirror/contract.ts';
import { documentContracts, mtomContract, rpcContract } from './mirror/contract.ts';
import { asAnswered, rows } from './mirror/rows.ts';
import type { SimulatedMirror } from './mirror/simulated.ts';
import { simulateMirror } from './mirror/simulated.ts';

const contracts: readonly MirrorContract[] = [...documentContracts, mtomContract, rpcContract];

/** What zeep writes in other words: the same moment. */
const written: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a date-time with a zone and a fraction': { dateTime: '2024-03-31T02:30:00.125000-05:30' },
  'a date-time in UTC': { dateTime: '2024-12-31T23:59:59+00:00' },
};

/** Where zeep reads less than what came. */
const read: Readonly<Record<string, unknown>> = {
  // It drops the zone of an xs:date.
  'a date with a zone': { date: '2024-02-29' },
};

interface Printed {
  readonly rows: Readonly<Record<string, { readonly sent: unknown; readonly got: unknown }>>;
  readonly [other: string]: unknown;
}

interface Run {
  readonly mirror: SimulatedMirror;
  readonly printed: Printed;
}

describe.skipIf(!hasZeep)('zeep, a client of the simulator (skipped where python3-zeep is missing)', () => {
  const runs = new Map<MirrorContract, Run>();

  beforeAll(async () => {
    const call = async (contract: MirrorContract): Promise<void> => {
      const mirror = await simulateMirror(contract);
      const style = contract === rpcContract ? ['rpc'] : contract === mtomContract ? ['mtom'] : [];
      const printed = (await runPython('zeep/mirror.py', [mirror.wsdlUrl, ...style])) as Printed;
      runs.set(contract, { mirror, printed });
    };
    await Promise.all(contracts.map(call));
  });

  afterAll(async () => {
    for (const { mirror } of runs.values()) await mirror[Symbol.asyncDispose]();
  });

  const received = (contract: MirrorContract, operation: string): unknown[] | undefined =>
    runs.get(contract)?.mirror.received.get(operation);
  const printed = (contract: MirrorContract): Printed | undefined => runs.get(contract)?.printed;

  describe.each(contracts.map((contract) => ({ title: contract.title, contract })))('$title', ({ contract }) => {
    it('has a value for every row', () => {
      expect(Object.keys(printed(contract)?.rows ?? {})).toStrictEqual(rows.map(({ title }) => title));
    });

    it.each(rows.map((row, index) => ({ ...row, index })))('sends $title', ({ title, json, index }) => {
      const expected = asAnswered(written[title] ?? json);
      expect(received(contract, 'Mirror')?.[index]).toStrictEqual({ everything: expected });
    });

    it.each(rows)('reads $title as it was sent', ({ title }) => {
      const { sent, got } = printed(contract)?.rows[title] ?? {};
      expect(got).toStrictEqual(read[title] ?? sent);
    });
  });

  describe.each(documentContracts.map((contract) => ({ title: contract.title, contract })))(
    '$title',
    ({ contract }) => {
      it('sends a header and reads one', () => {
        expect(received(contract, 'Greet')).toStrictEqual([
          { name: 'Zoé', $headers: { Session: { token: 'a token' } } },
        ]);
        expect(printed(contract)?.['greet']).toStrictEqual({
          body: { greeting: 'Bonjour Zoé' },
          header: { receipt: { number: '9223372036854775807' } },
        });
      });

      it('reads a fault: its code, its reason, its declared detail', () => {
        expect(printed(contract)?.['refuse']).toStrictEqual({
          code: expect.stringMatching(contract.soap === '1.1' ? /^\w+:Refused$/ : /^soap:Sender$/),
          message: 'Refusé',
          detail: [
            {
              name: '{urn:passerelle:interop}Refusal',
              attributes: {},
              children: ['X', 'name', 'birth'].map((text, index) => ({
                name: `{urn:passerelle:interop}${index === 0 ? 'code' : 'field'}`,
                attributes: {},
                children: [text],
              })),
            },
          ],
        });
      });

      it('sends a one-way message and takes the answer for done', () => {
        expect(received(contract, 'Notify')).toStrictEqual([{ message: 'x' }]);
        expect(printed(contract)?.['notify']).toBeNull();
      });

      it('is told to which message an answer is', () => {
        expect(printed(contract)?.['addressed']).toMatchObject({ related: true });
      });
    },
  );

  it('is answered in MTOM where the WSDL asks for that', () => {
    const operations = runs.get(mtomContract)?.mirror.simulator.operations ?? [];
    expect(operations.map(({ mtom }) => mtom)).toStrictEqual([true, true, true, true]);
    expect(printed(mtomContract)?.['mtom']).toMatch(/^multipart\/related; .*type="application\/xop\+xml"/);
  });

  it('sends several parts and reads several, and none, in rpc style', () => {
    expect(received(rpcContract, 'Add')).toStrictEqual([{ left: 2, right: -3 }]);
    expect(printed(rpcContract)).toMatchObject({ add: { sum: '-1', words: '2 + -3' }, ping: null });
  });
});
