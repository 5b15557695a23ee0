import { defineAdapter, inline, noAuth, notDone, soap } from '#adapter';
import { checkVat } from '#wsdl/tva/verification.ts';
import type { CountryCode } from '#wsdl/tva/verification.ts';
import { z } from 'zod';

/** ISO 3166-1 alpha-2, but `EL` for Greece and `XI` for Northern Ireland: the partner's own list. */
const countries = 'AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI';

const VatNumber = z
  .string()
  .regex(
    new RegExp(`^(?:${countries})[0-9A-Za-z+*.]{2,12}$`),
    'must be the two letters of a member state and its number',
  )
  .describe('With the two letters of its member state, without spaces.');

const Company = z.object({
  vatNumber: z.string(),
  country: z.string().length(2),
  valid: z.boolean(),
  name: z.string().nullable().describe('null where the member state does not disclose it.'),
  address: z.string().nullable().describe('On several lines; null where the member state does not disclose it.'),
  checkedOn: z.iso.date().describe('The day of the answer, in the time zone of the register.'),
});

/** Several member states disclose no name and no address: three hyphens stand in their place. */
const disclosed = (text: string | null | undefined) => (text === undefined || text === '---' ? null : text);

export default defineAdapter({
  name: 'tva',
  title: 'Numéros de TVA',
  env: z.object({ TVA_URL: z.url() }),
  endpoint: (env) => ({ url: env.TVA_URL, auth: noAuth }),
  faults: {
    INVALID_INPUT: 'rejected',
    MS_UNAVAILABLE: notDone('failing'),
    SERVICE_UNAVAILABLE: notDone('failing'),
    TIMEOUT: 'failing',
    GLOBAL_MAX_CONCURRENT_REQ: 'throttled',
    MS_MAX_CONCURRENT_REQ: 'throttled',
    VAT_BLOCKED: 'credentials',
    IP_BLOCKED: 'credentials',
  },

  operations: {
    company: soap({
      route: 'GET /companies/:vatNumber',
      title: 'Check the VAT number of a company',
      operation: checkVat,
      input: z.strictObject({ vatNumber: VatNumber }),
      encode: ({ vatNumber }) => ({
        countryCode: vatNumber.slice(0, 2) as CountryCode, // VatNumber admits no other
        vatNumber: vatNumber.slice(2),
      }),
      decode: (reply) => ({
        vatNumber: reply.countryCode + reply.vatNumber,
        country: reply.countryCode,
        valid: reply.valid,
        name: disclosed(reply.name),
        address: disclosed(reply.address),
        checkedOn: reply.requestDate.slice(0, 'YYYY-MM-DD'.length), // xs:date, as in 2024-03-31+02:00
      }),
      output: Company,
      retry: inline({ attempts: 3, backoff: '300ms' }),
      deadline: '20s',
      attemptTimeout: '8s',
      example: {
        input: { vatNumber: 'FR00123456789' },
        output: {
          vatNumber: 'FR00123456789',
          country: 'FR',
          valid: true,
          name: 'LUNETTERIE DE LA PLACE',
          address: '12 RUE DES LILAS\n69003 LYON',
          checkedOn: '2026-03-02',
        },
      },
    }),
  },

  health: {
    every: '1m',
    slowAfter: '3s',
    probe: ({ company }) => company({ vatNumber: 'FR00123456789' }),
  },
});
