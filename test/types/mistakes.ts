/**
 * What a partner's engineer gets wrong, one mistake each: every directive below stands over the line that `tsc` refuses.
 * Never run. `mistakes.test.ts` takes the directives away and counts what is left.
 */
import {
  basic,
  defineAdapter,
  noAuth,
  queued,
  secret,
  signature,
  signedReply,
  soap,
  tcp,
  timestamp,
  usernameToken,
  xml,
} from '#adapter';
import * as droits from '#wsdl/droits/droits.ts';
import * as optique from '#wsdl/optique/reseau.ts';
import * as tva from '#wsdl/tva/verification.ts';
import { z } from 'zod';

const Company = z.object({ valid: z.boolean(), name: z.string().nullable() });

const company = {
  route: 'GET /companies/:vatNumber',
  title: 'Check a company',
  operation: tva.checkVat,
  input: z.object({ vatNumber: z.string() }),
  encode: ({ vatNumber }: { vatNumber: string }): tva.CheckVatMessage => ({ countryCode: 'FR', vatNumber }),
  decode: (reply: tva.CheckVatReply) => ({ valid: reply.valid, name: reply.name ?? null }),
  output: Company,
  example: { input: { vatNumber: '1' }, output: { valid: true, name: null } },
} as const;

const Agreement = z.object({ reference: z.string(), status: z.string() });

const agreement = {
  route: 'GET /agreements/:reference',
  title: 'Follow an agreement',
  input: z.object({ reference: z.string() }),
  send: 'GET /accords/:reference',
  reply: optique.Accord,
  decode: (reply: optique.AccordReply) => ({ reference: reply.Reference, status: reply.Statut }),
  output: Agreement,
  example: { input: { reference: 'A1' }, output: { reference: 'A1', status: 'ACCORDE' } },
} as const;

const declaration = {
  name: 'tva',
  title: 'TVA',
  env: z.object({ TVA_URL: z.url() }),
  endpoint: (env: { TVA_URL: string }) => ({ url: env.TVA_URL, auth: noAuth }),
  faults: {},
  operations: { company: soap(company) },
  health: { every: '1m', slowAfter: '2s', probe: tcp() },
} as const;

/** The same without mistakes: each refusal below is of the mistake alone. */
export const right = [defineAdapter(declaration), xml(agreement), soap(company)];

// Operations

// @ts-expect-error: the WSDL has no such operation
export { checkVatNumber } from '#wsdl/tva/verification.ts';

// @ts-expect-error: an operation is named by its token, not by a string
export const operationByName = soap({ ...company, operation: 'checkVat' });

// @ts-expect-error: the message lacks vatNumber
export const missingMessageElement = soap({ ...company, encode: () => ({ countryCode: 'FR' }) });

// @ts-expect-error: the message's vatNumber is text
export const wrongMessageType = soap({ ...company, encode: () => ({ countryCode: 'FR', vatNumber: 1 }) });

// @ts-expect-error: the WSDL lists the countries, and this is none
export const wrongMessageValue = soap({ ...company, encode: () => ({ countryCode: 'ZZ', vatNumber: '1' }) });

export const readsWhatIsNotThere = soap({
  ...company,
  // @ts-expect-error: the reply has no adresse
  decode: (reply) => ({ valid: reply.valid, name: reply.adresse }),
});

export const readsOptionalAsPresent = soap({
  ...company,
  // @ts-expect-error: the reply may lack its name
  decode: (reply) => ({ valid: reply.valid, name: reply.name.trim() }),
});

export const trustsTheList = soap({
  ...company,
  decode: (reply) => {
    // @ts-expect-error: a new country may come back any day
    const country: tva.CountryCode = reply.countryCode;
    return { valid: reply.valid, name: country };
  },
});

// @ts-expect-error: the output's valid is a boolean
export const wrongOutputType = soap({ ...company, decode: (reply) => ({ valid: 'yes', name: reply.name ?? null }) });

const { output: _output, ...withoutOutput } = company;
// @ts-expect-error: every operation says what it gives
export const missingOutput = soap(withoutOutput);

const { example: _example, ...withoutExample } = company;
// @ts-expect-error: every operation shows an example
export const missingExample = soap(withoutExample);

// @ts-expect-error: the example's input is not the operation's
export const wrongExample = soap({ ...company, example: { ...company.example, input: { vat: '1' } } });

// @ts-expect-error: whether a POST may be repeated must be said
export const missingIdempotent = soap({ ...company, route: 'POST /companies' });

// @ts-expect-error: a GET is idempotent by definition
export const readThatIsNoRead = soap({ ...company, idempotent: false });

// @ts-expect-error: a route begins with its method
export const routeWithoutMethod = soap({ ...company, route: '/companies/:vatNumber' });

// @ts-expect-error: durations are written as in '30s'
export const wrongDuration = soap({ ...company, deadline: '30 seconds' });

// @ts-expect-error: a queued call gives up at some time
export const queuedForEver = soap({ ...company, retry: queued({ attempts: 8, backoff: '30s' }) });

// @ts-expect-error: a verdict is success or one of the kinds a fault may have
export const wrongVerdict = soap({ ...company, verdict: { code: () => '01', means: { '01': 'invalid' } } });

// @ts-expect-error: the XSD has no such element
export { Devis } from '#wsdl/optique/reseau.ts';

// @ts-expect-error: what comes back is not what this decode reads
export const wrongReplyElement = xml({ ...agreement, reply: optique.Commande });

export const missingXmlElement = xml({
  ...agreement,
  message: optique.Commande,
  // @ts-expect-error: the order lacks its delivery
  encode: () => ({ IdEmetteur: '1', ReferenceAccord: 'A1' }),
});

// Adapters

const { faults: _faults, ...withoutFaults } = declaration;
// @ts-expect-error: the partner's faults are mapped, if only by an empty table
export const missingFaults = defineAdapter(withoutFaults);

const { health: _health, ...withoutHealth } = declaration;
// @ts-expect-error: every adapter has a health
export const missingHealth = defineAdapter(withoutHealth);

// @ts-expect-error: a fault means one of five kinds, and timeout is what the gateway sees for itself
export const wrongFaultKind = defineAdapter({ ...declaration, faults: { TOO_LATE: 'timeout' } });

export const wrongVariable = defineAdapter({
  ...declaration,
  // @ts-expect-error: the environment has no TVA_ADDRESS
  endpoint: (env) => ({ url: env.TVA_ADDRESS, auth: noAuth }),
});

export const probeWithWrongInput = defineAdapter({
  ...declaration,
  // @ts-expect-error: the probe's input is that of its operation
  health: { ...declaration.health, probe: ({ company: ask }) => ask({ vat: 'FR1' }) },
});

export const probeOfNothing = defineAdapter({
  ...declaration,
  // @ts-expect-error: the adapter has no such operation
  health: { ...declaration.health, probe: ({ companies }) => companies({ vatNumber: '1' }) },
});

export const asksNothing = defineAdapter({
  ...declaration,
  operations: {
    agreement: xml(agreement),
    // @ts-expect-error: pending asks an operation of this adapter
    request: xml({
      ...agreement,
      route: 'GET /requests/:reference',
      pending: {
        when: ({ status }) => status === 'EN_ATTENTE',
        ask: 'agreementStatus',
        input: ({ reference }) => ({ reference }),
        every: '10m',
        giveUpAfter: '5d',
      },
    }),
  },
});

export const asksWithWrongInput = defineAdapter({
  ...declaration,
  operations: {
    agreement: xml(agreement),
    // @ts-expect-error: the asked operation takes a reference
    request: xml({
      ...agreement,
      route: 'GET /requests/:reference',
      pending: {
        when: ({ status }) => status === 'EN_ATTENTE',
        ask: 'agreement',
        input: ({ reference }) => ({ ref: reference }),
        every: '10m',
        giveUpAfter: '5d',
      },
    }),
  },
});

// Headers and secrets

const rights = soap({
  route: 'POST /rights/search',
  idempotent: true,
  title: 'Search rights',
  operation: droits.rechercherDroits,
  input: z.object({ number: z.string() }),
  encode: ({ number }) => ({
    Nir: { Num: number, Cle: '01' },
    DateNaissance: '1970-01-01',
    DateReference: '2026-01-01',
  }),
  decode: (reply) => ({ code: reply.CR.CodeCR }),
  output: z.object({ code: z.string() }),
  example: { input: { number: '1' }, output: { code: '00' } },
});

// @ts-expect-error: the WSDL asks for two context headers on every call
export const missingHeaders = defineAdapter({ ...declaration, operations: { rights } });

const ContexteAssure: droits.ContexteAssure = {
  Nature: 'CTXA',
  Version: '01.00',
  Id: '1',
  Temps: '2026-01-01T00:00:00Z',
  Emetteur: '1',
  COUVERTURE: { ASSURE: { Nir: { Num: '1', Cle: '1' } } },
};

export const oneHeaderOfTwo = defineAdapter({
  ...declaration,
  operations: { rights },
  // @ts-expect-error: ContexteLogiciel is missing
  headers: () => ({ ContexteAssure }),
});

// @ts-expect-error: the WSDL asks for no header
export const headersForNothing = defineAdapter({ ...declaration, headers: () => ({ Contexte: {} }) });

// @ts-expect-error: a password is a secret, not a text
export const passwordInClear = basic('user', 'password');

export const secretAsText = defineAdapter({
  ...declaration,
  env: z.object({ TVA_URL: z.url(), TVA_PASSWORD: secret }),
  // @ts-expect-error: a secret is no text, so that it stands in no URL
  endpoint: (env) => ({ url: env.TVA_PASSWORD, auth: usernameToken('user', env.TVA_PASSWORD) }),
});

// WS-Security

// @ts-expect-error: a private key is a secret, not a text
export const keyInClear = signature({ certificate: 'PEM', key: 'PEM' });

// @ts-expect-error: an authority vouches for others too, so the subject must be said
export const anybodysCertificate = signedReply({ trusted: { authorities: ['PEM'] } });

// @ts-expect-error: a reply without anything to trust could not be believed
export const trustsNobody = signedReply({ parts: ['Body'] });

// @ts-expect-error: MD5 is no hash for signatures
export const weakHash = signedReply({ trusted: ['PEM'], hashes: ['md5'] });

// @ts-expect-error: a header is named with its namespace
export const headerWithoutNamespace = signedReply({ trusted: ['PEM'], parts: ['Body', 'Context'] });

// @ts-expect-error: durations are written as in '5m'
export const timestampInWords = timestamp('5 minutes');
