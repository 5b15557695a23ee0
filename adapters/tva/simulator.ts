import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServerless } from 'soap';
import { play } from '../switchboard.ts';
import type { PartnerRequest, Refusal } from '../switchboard.ts';

const path = '/services/verification';
const wsdl = fileURLToPath(new URL('../../wsdl/tva/verification.wsdl', import.meta.url));

const companies: Readonly<Record<string, { name: string; address: string }>> = {
  FR00123456789: { name: 'LUNETTERIE DE LA PLACE', address: '12 RUE DES LILAS\n69003 LYON' },
  FR00987654321: { name: 'ÉTABLISSEMENTS LŒUILLET & FILS', address: '3 ALLÉE DE L’ÉTÉ\n44000 NANTES' },
  DE000000001: { name: '---', address: '---' },
};

/** The partner's own test numbers, in any member state. */
const testNumbers: Readonly<Record<string, string>> = {
  '201': 'INVALID_INPUT',
  '300': 'SERVICE_UNAVAILABLE',
  '301': 'MS_UNAVAILABLE',
  '302': 'TIMEOUT',
  '400': 'VAT_BLOCKED',
  '401': 'IP_BLOCKED',
  '500': 'GLOBAL_MAX_CONCURRENT_REQ',
  '600': 'MS_MAX_CONCURRENT_REQ',
};

const refusals: Readonly<Record<Refusal, string>> = {
  fail: 'TIMEOUT',
  maintenance: 'SERVICE_UNAVAILABLE',
  busy: 'GLOBAL_MAX_CONCURRENT_REQ',
  credentials: 'IP_BLOCKED',
};

/** What `soap` sends as a SOAP 1.1 fault. */
class SoapFault extends Error {
  readonly Fault: unknown;

  constructor(reason: string) {
    super(reason);
    this.Fault = { faultcode: 'soap:Server', faultstring: reason, statusCode: 500 };
  }
}

function checkVat({ countryCode, vatNumber }: { countryCode: string; vatNumber: string }): unknown {
  const reason = testNumbers[vatNumber];
  if (reason !== undefined) throw new SoapFault(reason);
  const company =
    companies[countryCode + vatNumber] ?? (vatNumber === '100' ? { name: 'JOHN DOE', address: '---' } : undefined);
  return {
    countryCode,
    vatNumber,
    requestDate: `${new Date().toISOString().slice(0, 10)}+00:00`,
    valid: company !== undefined,
    name: company?.name ?? '---',
    address: company?.address ?? '---',
  };
}

let refusal: Refusal | undefined;
const server = await createServerless({
  path,
  xml: readFileSync(wsdl, 'utf8'),
  uri: wsdl,
  services: {
    VerificationService: {
      VerificationPort: {
        checkVat(input: { countryCode: string; vatNumber: string }) {
          if (refusal) throw new SoapFault(refusals[refusal]);
          return checkVat(input);
        },
      },
    },
  },
});

await play({
  env: (origin) => ({ TVA_URL: origin + path }),
  async answer(request: PartnerRequest, wanted) {
    refusal = wanted;
    const { statusCode, body } = await server.processRequest(request.body, {
      headers: request.headers,
      url: request.path,
    });
    return { status: statusCode, headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body: Buffer.from(body) };
  },
  reference: ({ body }) => /<(?:[\w.-]+:)?vatNumber>([^<]*)</.exec(body)?.[1] ?? '',
  drift: (reply) => reply.replaceAll(/(<\/?(?:[\w.-]+:)?)requestDate\b/g, '$1answerDate'),
  newValue: (reply) => reply.replace(/((?:[\w.-]+:)?countryCode>)[A-Z]{2}</, '$1UA<'),
  reset: () => undefined,
});
