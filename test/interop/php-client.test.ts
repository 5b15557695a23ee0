import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPhpSoap } from '../support/foreign-commands.ts';
import { runPhp } from './foreign-stack.ts';
import type { MirrorContract } from './mirror/contract.ts';
import { documentContracts, rpcContract } from './mirror/contract.ts';
import type { Deviations } from './mirror/client-runs.ts';
import { ClientRuns, describeRows } from './mirror/client-runs.ts';

const contracts: readonly MirrorContract[] = [...documentContracts, rpcContract];

/** Where PHP writes something else than it was given. */
const written: Deviations['written'] = {
  // It has no integers beyond 64 bits with a sign: the largest it has is what it sends, without a word.
  'an xs:unsignedLong beyond xs:long': { unsignedLong: '9223372036854775807' },
  'an xs:integer beyond 64 bits': { integer: '9223372036854775807' },
  // In a literal message it leaves the xsi:type out.
  'an xs:anyType that says what it is': { anything: { value: '5' } },
};

/** Where PHP reads something else than what came, or shows it otherwise than it takes it. */
const read: Deviations['read'] = {
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

describe.skipIf(!hasPhpSoap)('PHP’s SoapClient, a client of the simulator (skipped where php-soap is missing)', () => {
  const runs = new ClientRuns();

  beforeAll(() =>
    runs.start(contracts, (wsdlUrl, contract) =>
      runPhp('php/call-mirror.php', [wsdlUrl, contract.soap, contract === rpcContract ? 'rpc' : 'document']),
    ),
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
        expect(runs.printed(contract)).toMatchObject({
          greet: { greeting: 'Bonjour Zoé' },
          headers: { Receipt: { number: Number('9223372036854775807') } },
        });
      });

      it('reads a fault: its code, its reason, its declared detail', () => {
        expect(runs.printed(contract)?.['refuse']).toStrictEqual({
          code: expect.stringMatching(contract.soap === '1.1' ? /^\w+:Refused$/ : /^soap:Sender$/),
          message: 'Refusé',
          detail: { Refusal: { code: 'X', field: ['name', 'birth'] } },
          name: null,
        });
      });

      it('sends a one-way message and takes the answer for done', () => {
        expect(runs.received(contract, 'Notify')).toStrictEqual([{ message: 'x' }]);
        expect(runs.printed(contract)?.['notify']).toBeNull();
      });
    },
  );

  it('sends several parts and reads several, and none, in rpc style', () => {
    expect(runs.received(rpcContract, 'Add')).toStrictEqual([{ left: 2, right: -3 }]);
    expect(runs.printed(rpcContract)).toMatchObject({ add: { sum: -1, words: '2 + -3' }, ping: null });
  });
});
