import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServerless } from 'soap';
import { play } from '../switchboard.ts';
import type { Refusal } from '../switchboard.ts';

const path = '/lps';
const wsdl = fileURLToPath(new URL('../../wsdl/droits/droits.wsdl', import.meta.url));
const user = 'passerelle';
const password = 'mot de passe d’essai';
const digestType = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';

interface Nir {
  Num: string;
  Cle: string;
}
interface Question {
  Nir: Nir;
  DateNaissance: string;
  RangGemellaire?: number;
}
/** The header blocks as `soap` reads them: objects with text, attributes apart. */
interface Headers {
  Security?: {
    UsernameToken?: {
      Username?: Text;
      Password?: { $value?: string; attributes?: { Type?: string } };
      Nonce?: Text;
      Created?: Text;
    };
  };
  ContexteAssure?: { Id?: string; Emetteur?: string; COUVERTURE?: { ASSURE?: { Nir?: Nir } } };
  ContexteLogiciel?: { Id?: string; LOGICIEL?: { NumAutorisation?: Text; Version?: string; Instance?: string } };
  Action?: Text;
  MessageID?: Text;
}
type Text = string | { $value?: string };

const textOf = (value: Text | undefined): string => (typeof value === 'string' ? value : (value?.$value ?? ''));

const current = {
  DateFin: { attributes: { 'xsi:nil': 'true', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' } },
};
const droits = (Caisse: string, Qualite: string, DateDebut: string, DateFin?: string, Exoneration: string[] = []) => ({
  attributes: { ouverts: DateFin === undefined ? 'true' : '0' },
  GrandRegime: '01',
  Caisse,
  CodeCentre: '0012',
  Qualite,
  DateDebut,
  ...(DateFin === undefined ? current : { DateFin }),
  Exoneration,
});

/** Invented members: one with no history, one with one entry of it, one with several. */
const members: Readonly<Record<string, unknown>> = {
  '255069999999904': {
    Nir: { Num: '2550699999999', Cle: '04' },
    TIQ: {
      NomNaissance: 'DUPRÉ',
      NomUsage: 'LEFÈVRE',
      ListePrenom: 'AGNÈS MARIE',
      Sexe: 'F',
      DateNaissance: '1955-06-00',
    },
    DROITS: droits('075', 'ASSURE', '2024-01-01', undefined, ['ALD']),
  },
  '188029999999811': {
    Nir: { Num: '1880299999998', Cle: '11' },
    TIQ: { NomNaissance: 'ŒUVRARD', ListePrenom: 'NOËL', Sexe: 'M', DateNaissance: '1988-02-29' },
    TIQHISTO: [{ NomNaissance: 'OUVRARD', ListePrenom: 'NOEL', Sexe: 'M', DateNaissance: '1988-02-29' }],
    DROITS: droits('069', 'ASSURE', '2025-03-01'),
    DROITSHISTO: [droits('033', 'ENFANT', '1988-02-29', '2006-09-30')],
  },
  '299122A99999707': {
    Nir: { Num: '299122A999997', Cle: '07' },
    TIQ: { NomNaissance: 'SANTONI', ListePrenom: 'LIVIA', Sexe: 'F', DateNaissance: '1999-12-24' },
    TIQHISTO: [
      { NomNaissance: 'SANTONI', ListePrenom: 'LIVIE', Sexe: 'F', DateNaissance: '1999-12-24' },
      { NomNaissance: 'SANTONY', ListePrenom: 'LIVIE', Sexe: 'F', DateNaissance: '1999-12-00' },
    ],
    DROITS: droits('201', 'CONJOINT', '2026-01-01', undefined, ['MATERNITE', 'C2S']),
    DROITSHISTO: [
      droits('201', 'ASSURE', '2020-09-01', '2025-12-31'),
      droits('013', 'ENFANT', '2010-09-01', '2020-08-31'),
      droits('201', 'ENFANT', '1999-12-24', '2010-08-31'),
    ],
  },
};

/** What the partner answers for a number of its own tests, in a successful reply. */
const reports: Readonly<Record<string, readonly [code: string, text: string]>> = {
  '1990199999902': ['02', 'Plusieurs assurés correspondent'],
  '1990199999980': ['80', 'Base des droits indisponible'],
  '1990199999981': ['81', 'Trop de demandes'],
  '1990199999990': ['90', 'Émetteur non habilité'],
};

const errors = {
  AuthentificationRefusee: ['Sender', 'D401', 'Identification ou mot de passe refusé'],
  ContexteInvalide: ['Sender', 'D402', 'Contexte absent ou invalide'],
  MessageInvalide: ['Sender', 'D400', 'Message invalide'],
  ServiceSurcharge: ['Receiver', 'D429', 'Service surchargé'],
  ServiceIndisponible: ['Receiver', 'D503', 'Service fermé'],
  ErreurInterne: ['Receiver', 'D500', 'Erreur interne'],
} as const;

const refusals: Readonly<Record<Refusal, keyof typeof errors>> = {
  fail: 'ErreurInterne',
  maintenance: 'ServiceIndisponible',
  busy: 'ServiceSurcharge',
  credentials: 'AuthentificationRefusee',
};

/**
 * What `soap` sends as a SOAP 1.2 fault. It puts every element of it into the envelope's namespace, so what must be
 * elsewhere is given as text, and `xml:lang`, which SOAP 1.2 part 1 §5.4.2.1 requires, as an attribute.
 */
class SoapFault extends Error {
  readonly Fault: unknown;

  constructor(error: keyof typeof errors) {
    super(error);
    const [code, number, text] = errors[error];
    const severity = code === 'Receiver' ? 'fatale' : 'erreur';
    const erreur = `<d:Erreur xmlns:d="urn:passerelle:droits:v1:erreur" severite="${severity}" code="${number}">${text}</d:Erreur>`;
    this.Fault = {
      Code: {
        Value: `soap:${code}`,
        Subcode: { Value: { attributes: { 'xmlns:e': 'urn:passerelle:droits:v1:erreur' }, $value: `e:${error}` } },
      },
      Reason: { Text: { attributes: { 'xml:lang': 'fr' }, $value: text } },
      Detail: { $xml: erreur },
      statusCode: 500,
    };
  }
}

const nonces = new Set<string>();

/** WS-Security UsernameToken Profile 1.1 §3.1: Base64(SHA-1(nonce + created + password)), five minutes old at most, once. */
function authenticate({ Security }: Headers): void {
  const token = Security?.UsernameToken;
  const nonce = textOf(token?.Nonce);
  const created = textOf(token?.Created);
  const digest = createHash('sha1')
    .update(Buffer.from(nonce, 'base64'))
    .update(created)
    .update(password)
    .digest('base64');
  const fresh = Math.abs(Date.now() - Date.parse(created)) < 300_000;
  const proven = token?.Password?.attributes?.Type === digestType && token.Password.$value === digest;
  if (textOf(token?.Username) !== user || !proven || !fresh || nonces.has(nonce))
    throw new SoapFault('AuthentificationRefusee');
  if (nonces.size >= 100_000) nonces.clear();
  nonces.add(nonce);
}

function checkContexts({ ContexteAssure, ContexteLogiciel, Action, MessageID }: Headers, question: Question): void {
  const about = ContexteAssure?.COUVERTURE?.ASSURE?.Nir;
  const software = ContexteLogiciel?.LOGICIEL;
  const complete = ContexteAssure?.Id && ContexteAssure.Emetteur && software?.Version && software.Instance;
  if (!complete || !textOf(software?.NumAutorisation)) throw new SoapFault('ContexteInvalide');
  if (about?.Num !== question.Nir.Num || about.Cle !== question.Nir.Cle) throw new SoapFault('ContexteInvalide');
  const addressed = textOf(Action) === 'urn:passerelle:droits:v1:rechercherDroits' && textOf(MessageID) !== '';
  if (!addressed) throw new SoapFault('MessageInvalide');
}

function search({ Nir }: Question): unknown {
  const [code, text] = reports[Nir.Num] ?? ['00', 'Assuré trouvé'];
  const member = members[Nir.Num + Nir.Cle];
  if (code === '00' && member) return { CR: { CodeCR: code, LibelleCR: text }, INDIVIDU: member };
  if (code !== '00') return { CR: { CodeCR: code, LibelleCR: text } };
  const badKey = Object.keys(members).some((known) => known.startsWith(Nir.Num));
  return {
    CR: badKey ? { CodeCR: '03', LibelleCR: 'Clé du NIR erronée' } : { CodeCR: '01', LibelleCR: 'Aucun assuré trouvé' },
  };
}

let refusal: Refusal | undefined;
const ready = Promise.withResolvers<void>();
const server = await createServerless({
  path,
  xml: readFileSync(wsdl, 'utf8'),
  uri: wsdl,
  forceSoap12Headers: true,
  callback: (error: unknown) => (error ? ready.reject(error) : ready.resolve()),
  services: {
    Droits: {
      DroitsService: {
        rechercherDroits(question: Question, _: unknown, headers: Headers | undefined) {
          if (refusal) throw new SoapFault(refusals[refusal]);
          authenticate(headers ?? {});
          checkContexts(headers ?? {}, question);
          return search(question);
        },
      },
    },
  },
});
await ready.promise;
// `soap` writes Num and Cle in the namespace of the element that holds them; their type is declared in another schema.
server.on('response', (response: { result: string }) => {
  response.result = response.result
    .replaceAll(/(<\/?)res:(Num|Cle)>/g, '$1com:$2>')
    .replaceAll('<res:Nir>', '<res:Nir xmlns:com="urn:passerelle:droits:v1:commun">');
});
server.addSoapHeader((_operation: unknown, _question: unknown, headers: Headers | undefined) =>
  [
    '<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">urn:passerelle:droits:v1:rechercherDroitsReponse</a:Action>',
    `<a:MessageID xmlns:a="http://www.w3.org/2005/08/addressing">urn:uuid:${randomUUID()}</a:MessageID>`,
    `<a:RelatesTo xmlns:a="http://www.w3.org/2005/08/addressing">${textOf(headers?.MessageID)}</a:RelatesTo>`,
  ].join(''),
);

await play({
  env: (origin) => ({
    DROITS_URL: origin + path,
    DROITS_USER: user,
    DROITS_PASSWORD: password,
    DROITS_EMITTER: 'EMETTEUR-ESSAI',
    DROITS_AUTHORISATION: 'AUT-0000',
    DROITS_INSTANCE: '00000000-0000-4000-8000-000000000000',
  }),
  async answer(request, wanted) {
    refusal = wanted;
    const { statusCode, body } = await server.processRequest(request.body, { url: request.path });
    return {
      status: statusCode,
      headers: { 'Content-Type': 'application/soap+xml; charset=utf-8' },
      body: Buffer.from(body),
    };
  },
  reference: ({ body }) => /<(?:[\w.-]+:)?MessageID[^>]*>([^<]*)</.exec(body)?.[1] ?? '',
  drift: (reply) => reply.replaceAll(/(<\/?(?:[\w.-]+:)?)Qualite\b/g, '$1QualiteAssure'),
  newValue: (reply) => reply.replace(/((?:[\w.-]+:)?Exoneration>)[A-Z0-9]+</, '$1AT_MP<'),
  reset: () => nonces.clear(),
});
