import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPhpSoap } from '../support/foreign-commands.ts';
import { startPhp } from './foreign-stack.ts';
import type { MirrorContract } from './mirror/contract.ts';
import { documentContracts, mirrorFolder, rpcContract } from './mirror/contract.ts';
import { asAnswered, rows } from './mirror/rows.ts';
import type { ZeroCode } from './zero-code.ts';
import { openZeroCode } from './zero-code.ts';

/** Where PHP itself changes a value before it answers: what comes back then. */
const deviations: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // Integers that its own do not hold become floating point.
  'an xs:unsignedLong beyond xs:long': { unsignedLong: '18446744073709551616' },
  'an xs:integer beyond 64 bits': { integer: '123456789012345677877719597056' },
  // In a literal message it writes the text without the xsi:type.
  'an xs:anyType that says what it is': { anything: { value: '5' } },
};

interface Opened {
  readonly partner: ZeroCode;
  close(): Promise<void>;
}

/** PHP with a WSDL of its SOAP version, and the facade before it. */
async function open({ soap, wsdl }: Omit<MirrorContract, 'title'>): Promise<Opened> {
  const folder = await mirrorFolder({ soap, wsdl });
  const { file } = folder;
  const php = await startPhp('php/mirror.php', { MIRROR_WSDL: file, MIRROR_SOAP: soap });
  const partner = await openZeroCode(file, php.url);
  return {
    partner,
    async close() {
      await partner[Symbol.asyncDispose]();
      await php.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(!hasPhpSoap).each([...documentContracts, rpcContract])(
  'PHP’s SoapServer, $title (skipped where php-soap is missing)',
  ({ soap, wsdl }) => {
    let opened: Opened;
    let partner: ZeroCode;

    beforeAll(async () => {
      opened = await open({ soap, wsdl });
      ({ partner } = opened);
    });

    afterAll(() => opened.close());

    it.each(rows)('gives back $title', async ({ title: row, json }) => {
      const expected = deviations[row] ?? json;
      expect(await partner.call('Mirror', { everything: json })).toStrictEqual({ everything: asAnswered(expected) });
    });
  },
);

describe.skipIf(!hasPhpSoap).each(documentContracts)(
  'PHP’s SoapServer, $title (skipped where php-soap is missing)',
  (how) => {
    let opened: Opened;

    beforeAll(async () => {
      opened = await open(how);
    });

    afterAll(() => opened.close());

    it('says no with a declared detail, a list of many in it', async () => {
      expect(await opened.partner.call('Refuse', { code: 'é<&' })).toMatchObject({
        kind: 'failing',
        fault: {
          message: 'Refusé : é<&',
          detail: { Refusal: { code: 'é<&', field: ['name', 'birth'] } },
        },
      });
    });

    it('takes a header and gives one', async () => {
      const input = { name: 'Zoé', $headers: { Session: { token: 'a token' } } };
      expect(await opened.partner.call('Greet', input)).toStrictEqual({
        greeting: 'Bonjour Zoé (a token)',
        $headers: { Receipt: { number: '9223372036854775807' } },
      });
    });

    it('takes a one-way message', async () => {
      expect(await opened.partner.call('Notify', { message: 'x' })).toBeUndefined();
    });
  },
);

describe.skipIf(!hasPhpSoap)('PHP’s SoapServer, rpc/literal (skipped where php-soap is missing)', () => {
  let opened: Opened;

  beforeAll(async () => {
    opened = await open(rpcContract);
  });

  afterAll(() => opened.close());

  it('takes several parts and gives several', async () => {
    expect(await opened.partner.call('Add', { left: 2, right: -3 })).toStrictEqual({ sum: -1, words: '2 + -3' });
  });

  it('takes a message without parts and gives one', async () => {
    expect(await opened.partner.call('Ping', {})).toStrictEqual({});
  });
});
