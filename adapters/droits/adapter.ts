import { defineAdapter, inline, notDone, personal, secret, soap, tcp, translate, usernameToken } from '#adapter';
import { rechercherDroits } from '#wsdl/droits/droits.ts';
import type { Droits, TraitsIdentite } from '#wsdl/droits/droits.ts';
import { z } from 'zod';

/** CodeCR: the business code inside an HTTP 200. */
const verdicts = {
  '00': 'success',
  '01': 'not_found',
  '02': 'rejected', // several members: ask again with the twin rank
  '03': 'rejected', // the key does not belong to the number
  '80': notDone('failing'), // the register is closed for a while
  '81': 'throttled',
  '90': 'credentials', // this emitter may not ask
} as const;

const sexes = { F: 'female', M: 'male', I: 'unknown' } as const;
const qualities = { ASSURE: 'insured', CONJOINT: 'spouse', ENFANT: 'child', AUTRE: 'other' } as const;

const InsuredNumber = personal(z.string().regex(/^\d{6}[\dAB]\d{6}$/)).describe(
  'NIR, 13 characters: digits, with A or B at the seventh place for Corsica.',
);
const Key = personal(z.string().regex(/^\d{2}$/)).describe('The key of the NIR: 2 digits, leading zero kept.');
const BirthDate = personal(z.string().regex(/^\d{4}-\d{2}-\d{2}$/)).describe(
  'As the register has it: month and day may be 00, or a month beyond 12.',
);

const RightsSearch = z.strictObject({
  insuredNumber: InsuredNumber,
  key: Key,
  birthDate: BirthDate,
  twinRank: z.int().min(1).max(9).optional().describe('The order of birth, where the partner found several members.'),
  on: z.iso.date().optional().describe('The day the rights are asked for; today where absent.'),
});

const Identity = z.object({
  birthName: personal(z.string()),
  usualName: personal(z.string()).nullable(),
  firstNames: personal(z.string()),
  sex: z.enum(sexes),
  birthDate: BirthDate,
});

const Rights = z.object({
  open: z.boolean(),
  scheme: z.string().describe('Grand régime, 2 digits.'),
  fund: z.string().describe('Caisse, 3 digits.'),
  centre: z.string().describe('Centre, 4 digits.'),
  quality: z.enum(qualities),
  from: z.iso.date(),
  until: z.iso.date().nullable(),
  exemptions: z.array(z.string()).describe('The partner’s codes: ALD, MATERNITE, INVALIDITE, C2S, and those it adds.'),
});

const Member = z.object({
  insuredNumber: InsuredNumber,
  key: Key,
  identity: Identity,
  formerIdentities: z.array(Identity),
  rights: Rights,
  formerRights: z.array(Rights),
});

const identity = (traits: TraitsIdentite) => ({
  birthName: traits.NomNaissance,
  usualName: traits.NomUsage ?? null,
  firstNames: traits.ListePrenom,
  sex: translate(sexes, traits.Sexe),
  birthDate: traits.DateNaissance,
});

const rights = (droits: Droits) => ({
  open: droits.ouverts,
  scheme: droits.GrandRegime,
  fund: droits.Caisse,
  centre: droits.CodeCentre,
  quality: translate(qualities, droits.Qualite),
  from: droits.DateDebut,
  until: droits.DateFin ?? null,
  exemptions: droits.Exoneration,
});

/** `YYYY-MM-DD` in Paris, whose midnight begins the partner's day. */
const today = (now: Date) => now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

export default defineAdapter({
  name: 'droits',
  title: 'Droits des assurés',
  env: z.object({
    DROITS_URL: z.url(),
    DROITS_USER: z.string().min(1),
    DROITS_PASSWORD: secret,
    DROITS_EMITTER: z.string().min(1),
    DROITS_AUTHORISATION: z.string().min(1),
    DROITS_INSTANCE: z.string().min(1),
  }),
  endpoint: (env) => ({ url: env.DROITS_URL, auth: usernameToken(env.DROITS_USER, env.DROITS_PASSWORD) }),
  headers: (env, { input, callId, now }) => {
    const context = { Version: '01.00', Id: callId, Temps: now.toISOString(), Emetteur: env.DROITS_EMITTER };
    return {
      ContexteAssure: {
        ...context,
        Nature: 'CTXA',
        COUVERTURE: { ASSURE: { Nir: { Num: input.insuredNumber, Cle: input.key } } },
      },
      ContexteLogiciel: {
        ...context,
        Nature: 'CTXL',
        LOGICIEL: {
          NumAutorisation: { value: env.DROITS_AUTHORISATION, R: 'EDITEURS' },
          Version: '1.0',
          Instance: env.DROITS_INSTANCE,
        },
      },
    };
  },
  faults: {
    AuthentificationRefusee: 'credentials',
    ContexteInvalide: 'credentials',
    MessageInvalide: 'rejected',
    ServiceSurcharge: 'throttled',
    ServiceIndisponible: notDone('failing'),
    ErreurInterne: 'failing',
  },

  operations: {
    rights: soap({
      route: 'POST /rights/search',
      idempotent: true,
      title: 'Search the rights of a member',
      operation: rechercherDroits,
      input: RightsSearch,
      encode: ({ insuredNumber, key, birthDate, twinRank, on }, { now }) => ({
        Nir: { Num: insuredNumber, Cle: key },
        DateNaissance: birthDate,
        RangGemellaire: twinRank,
        DateReference: on ?? today(now),
      }),
      verdict: { code: ({ CR }) => CR.CodeCR, message: ({ CR }) => CR.LibelleCR, means: verdicts },
      decode: ({ INDIVIDU: individu }) =>
        individu && {
          insuredNumber: individu.Nir.Num,
          key: individu.Nir.Cle,
          identity: identity(individu.TIQ),
          formerIdentities: individu.TIQHISTO.map(identity),
          rights: rights(individu.DROITS),
          formerRights: individu.DROITSHISTO.map(rights),
        },
      output: Member,
      retry: inline({ attempts: 2, backoff: '500ms' }),
      deadline: '15s',
      attemptTimeout: '6s',
      example: {
        input: { insuredNumber: '2550699999999', key: '04', birthDate: '1955-06-00' },
        output: {
          insuredNumber: '2550699999999',
          key: '04',
          identity: {
            birthName: 'DUPRÉ',
            usualName: 'LEFÈVRE',
            firstNames: 'AGNÈS MARIE',
            sex: 'female',
            birthDate: '1955-06-00',
          },
          formerIdentities: [],
          rights: {
            open: true,
            scheme: '01',
            fund: '075',
            centre: '0012',
            quality: 'insured',
            from: '2024-01-01',
            until: null,
            exemptions: ['ALD'],
          },
          formerRights: [],
        },
      },
    }),
  },

  health: {
    every: '1m',
    slowAfter: '2s',
    probe: tcp(), // every question is logged against the person it is about
  },
});
