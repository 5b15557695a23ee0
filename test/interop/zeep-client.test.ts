import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasZeep } from '../support/foreign-commands.ts';
import { runPython } from './foreign-stack.ts';
import type { MirrorContract } from './mirror/contract.ts';
import { documentContracts, mtomContract, rpcContract } from './mirror/contract.ts';
import type { Deviations } from './mirror/client-runs.ts';
import { ClientRuns, describeRows } from './mirror/client-runs.ts';

const contracts: readonly MirrorContract[] = [...documentContracts, mtomContract, rpcContract];

/** What zeep writes in other words: the same moment. */
const written: Deviations['written'] = {
  'a date-time with a zone and a fraction': { dateTime: '2024-03-31T02:30:00.125000-05:30' },
  'a date-time in UTC': { dateTime: '2024-12-31T23:59:59+00:00' },
};

/** Where zeep reads less than what came. */
const read: Deviations['read'] = {
  // It drops the zone of an xs:date.
  'a date with a zone': { date: '2024-02-29' },
};

describe.skipIf(!hasZeep)('zeep, a client of the simulator (skipped where python3-zeep is missing)', () => {
  const runs = new ClientRuns();

  beforeAll(() =>
    runs.start(contracts, (wsdlUrl, contract) => {
      const style = contract === rpcContract ? ['rpc'] : contract === mtomContract ? ['mtom'] : [];
      return runPython('zeep/mirror.py', [wsdlUrl, ...style]);
    }),
  );
  afterAll(() => runs[Symbol.asyncDispose]());

  describeRows(runs, contracts, { written, read });

  describe.each(documentContracts.map((contract) => ({ title: contract.title, contract })))(
    '$title',
    ({ contract }) => {
      it('sends a header and reads one', () => {
        expect(runs.received(contract, 'Greet')).toStrictEqual([
          { name: 'Zoé', $headers: { Session: { token: 'a token' } } },
        ]);
        expect(runs.printed(contract)?.['greet']).toStrictEqual({
          body: { greeting: 'Bonjour Zoé' },
          header: { receipt: { number: '9223372036854775807' } },
        });
      });

      it('reads a fault: its code, its reason, its declared detail', () => {
        expect(runs.printed(contract)?.['refuse']).toStrictEqual({
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
        expect(runs.received(contract, 'Notify')).toStrictEqual([{ message: 'x' }]);
        expect(runs.printed(contract)?.['notify']).toBeNull();
      });

      it('is told to which message an answer is', () => {
        expect(runs.printed(contract)?.['addressed']).toMatchObject({ related: true });
      });
    },
  );

  it('is answered in MTOM where the WSDL asks for that', () => {
    const operations = runs.mirror(mtomContract)?.simulator.operations ?? [];
    expect(operations.map(({ mtom }) => mtom)).toStrictEqual([true, true, true, true]);
    expect(runs.printed(mtomContract)?.['mtom']).toMatch(/^multipart\/related; .*type="application\/xop\+xml"/);
  });

  it('sends several parts and reads several, and none, in rpc style', () => {
    expect(runs.received(rpcContract, 'Add')).toStrictEqual([{ left: 2, right: -3 }]);
    expect(runs.printed(rpcContract)).toMatchObject({ add: { sum: '-1', words: '2 + -3' }, ping: null });
  });
});
