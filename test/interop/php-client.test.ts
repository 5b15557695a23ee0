import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPhpSoap, runPhp } from './foreign-stack.ts';
import type { MirrorContract } from './mirror/contract.ts';
import { documentContracts, rpcContract } from './mirror/contract.ts';
import { asAnswered, rows } from './mirror/rows.ts';
import type { SimulatedMirror } from './mirror/simulated.ts';
import { simulateMirror } from './mirror/simulated.ts';

const contracts: readonly MirrorContract[] = [...documentContracts, rpcContract];

/** Where PHP writes something else than it was given. */
const written: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // It has no integers beyond 64 bits with a sign: the largest it has is what it sends, without a word.
  'an xs:unsignedLong beyond xs:long': { unsignedLong: '9223372036854775807' },
  'an xs:integer beyond 64 bits': { integer: '9223372036854775807' },
  // In a literal message it leaves the xsi:type out.
  'an xs:anyType that says what it is': { anything: { value: '5' } },
};

/** Where PHP reads something else than what came, or shows it otherwise than it takes it. */
const read: Readonly<Record<string, unknown>> = {
  'an xs:unsignedLong beyond xs:long': { unsignedLong: Number('9223372036854775807') },
  'an xs:integer beyond 64 bits': { integer: Number('9223372036854775807') },
  'an xs:anyType that says what it is': { anything: '5' },
  // Nil is null, and so nothing here.
  'a nil string': [],
  'not a number': { double: 'NAN' },
  'a list in one text': { tags: 'a b c' },
  // It cuts the fragment out as text, without the prefixes that are declared around it.
  'elements that no schema knows': {
    extra: { any: expect.stringMatching(/^<(n\d):thing id="1"><\1:part>ünïcode<\/\1:part><\/\1:thing>$/) },
  },
};

interface Printed {
  readonly rows: Readonly<Record<string, { readonly sent: unknown; readonly got: unknown }>>;
  readonly [other: string]: unknown;
}

interface Run {
  readonly mirror: SimulatedMirror;
  readonly printed: Printed;
}

describe.skipIf(!hasPhpSoap)('PHP’s SoapClient, a client of the simulator (skipped where php-soap is missing)', () => {
  const runs = new Map<MirrorContract, Run>();

  beforeAll(async () => {
    const call = async (contract: MirrorContract): Promise<void> => {
      const mirror = await simulateMirror(contract);
      const style = contract === rpcContract ? 'rpc' : 'document';
      const printed = (await runPhp('php/call-mirror.php', [mirror.wsdlUrl, contract.soap, style])) as Printed;
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
        expect(printed(contract)).toMatchObject({
          greet: { greeting: 'Bonjour Zoé' },
          headers: { Receipt: { number: Number('9223372036854775807') } },
        });
      });

      it('reads a fault: its code, its reason, its declared detail', () => {
        expect(printed(contract)?.['refuse']).toStrictEqual({
          code: expect.stringMatching(contract.soap === '1.1' ? /^\w+:Refused$/ : /^soap:Sender$/),
          message: 'Refusé',
          detail: { Refusal: { code: 'X', field: ['name', 'birth'] } },
          name: null,
        });
      });

      it('sends a one-way message and takes the answer for done', () => {
        expect(received(contract, 'Notify')).toStrictEqual([{ message: 'x' }]);
        expect(printed(contract)?.['notify']).toBeNull();
      });
    },
  );

  it('sends several parts and reads several, and none, in rpc style', () => {
    expect(received(rpcContract, 'Add')).toStrictEqual([{ left: 2, right: -3 }]);
    expect(printed(rpcContract)).toMatchObject({ add: { sum: -1, words: '2 + -3' }, ping: null });
  });
});
