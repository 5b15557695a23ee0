import { basic, defineAdapter, inline, notDone, queued, secret, translate, xml } from '#adapter';
import { Accord, Commande, DemandeAccord, Erreur, SuiviCommande } from '#wsdl/optique/reseau.ts';
import type { AccordReply, ErreurReply, SuiviCommandeReply } from '#wsdl/optique/reseau.ts';
import { z } from 'zod';

const eyes = { right: 'OD', left: 'OG' } as const;
const agreementStatuses = { ACCORDE: 'granted', REFUSE: 'refused', EN_ATTENTE: 'pending' } as const;
const orderStatuses = {
  ENREGISTREE: 'registered',
  EN_FABRICATION: 'in_production',
  EXPEDIEE: 'shipped',
  LIVREE: 'delivered',
  ANNULEE: 'cancelled',
} as const;

const Reference = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const Price = z
  .string()
  .regex(/^\d{1,6}(?:\.\d{1,2})?$/)
  .describe('Euros, as in "149.90".');
const Dioptres = z
  .string()
  .regex(/^[+-]?\d{1,2}(?:\.\d{1,2})?$/)
  .describe('Dioptres, as in "-2.25".');
const Line = z.string().min(1).max(38);

const NewAgreement = z.strictObject({
  memberNumber: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
  optician: z
    .string()
    .regex(/^[0-9][0-9AB][0-9]{7}$/)
    .describe('FINESS, 9 characters.'),
  prescribedOn: z.iso.date(),
  lenses: z
    .array(
      z.strictObject({
        eye: z.enum(['right', 'left']),
        sphere: Dioptres,
        cylinder: Dioptres.optional(),
        axis: z.int().min(0).max(180).optional().describe('Degrees.'),
        addition: Dioptres.optional(),
        price: Price,
      }),
    )
    .min(1)
    .max(2),
  frame: Price.optional().describe('The price of the frame, in euros.'),
});

const Euros = z
  .string()
  .regex(/^[+-]?\d+(?:\.\d+)?$/)
  .describe('Euros, as the partner wrote them.');
const Agreement = z.object({
  reference: z.string(),
  status: z.enum(agreementStatuses),
  cover: z
    .object({ total: Euros, reimbursed: Euros, remaining: Euros, validUntil: z.iso.date() })
    .nullable()
    .describe('null unless granted.'),
  reason: z.object({ code: z.string(), text: z.string() }).nullable().describe('null unless refused.'),
});

const NewOrder = z.strictObject({
  agreement: Reference.describe('The reference of a granted agreement.'),
  deliverTo: z.strictObject({
    name: Line,
    lines: z.array(Line).min(1).max(3),
    postalCode: z.string().regex(/^\d{5}$/),
    city: Line,
  }),
});

const Order = z.object({
  reference: z.string(),
  agreement: z.string(),
  status: z.enum(orderStatuses),
  statusSince: z.iso.datetime({ offset: true, local: true }).describe('Without a zone: the time in Paris.'),
  parcels: z.array(z.object({ carrier: z.string(), number: z.string() })),
});

const agreement = ({ Reference: reference, Statut, PriseEnCharge: cover, Motif: reason }: AccordReply) => ({
  reference,
  status: translate(agreementStatuses, Statut),
  cover: cover
    ? { total: cover.Total, reimbursed: cover.Rembourse, remaining: cover.ResteACharge, validUntil: cover.FinValidite }
    : null,
  reason: reason ? { code: reason.code, text: reason.value } : null,
});

const order = ({ Reference: reference, ReferenceAccord, Statut, DateStatut, Colis }: SuiviCommandeReply) => ({
  reference,
  agreement: ReferenceAccord,
  status: translate(orderStatuses, Statut),
  statusSince: DateStatut,
  parcels: Colis.map(({ Transporteur, Numero }) => ({ carrier: Transporteur, number: Numero })),
});

/** What every operation shares: the partner's error document, and what a bare status means. */
const refusals = {
  fault: {
    element: Erreur,
    code: (erreur: ErreurReply) => erreur.Code,
    message: (erreur: ErreurReply) => erreur.Libelle ?? erreur.Code,
  },
  statuses: { 404: 'not_found', 409: 'rejected', 422: 'rejected', 503: notDone('failing') },
} as const;

export default defineAdapter({
  name: 'optique',
  title: 'Réseau optique',
  env: z.object({ OPTIQUE_URL: z.url(), OPTIQUE_USER: z.string().min(1), OPTIQUE_PASSWORD: secret }),
  endpoint: (env) => ({ url: env.OPTIQUE_URL, auth: basic(env.OPTIQUE_USER, env.OPTIQUE_PASSWORD) }),
  faults: {
    ACCORD_INCONNU: 'not_found',
    COMMANDE_INCONNUE: 'not_found',
    ACCORD_NON_ACCORDE: 'rejected',
    COMMANDE_EXPEDIEE: 'rejected',
    DEMANDE_INVALIDE: 'rejected',
    IDENTIFIANTS_REFUSES: 'credentials',
    TROP_DE_DEMANDES: 'throttled',
    MAINTENANCE: notDone('failing'),
    ERREUR_INTERNE: 'failing',
  },

  operations: {
    requestAgreement: xml({
      route: 'POST /agreements',
      idempotent: false, // each request opens a file of its own at the partner
      title: 'Ask for an agreement',
      input: NewAgreement,
      send: 'POST /accords',
      message: DemandeAccord,
      encode: ({ memberNumber, optician, prescribedOn, lenses, frame }, { callId }) => ({
        IdEmetteur: callId,
        NumeroAdherent: memberNumber,
        Opticien: optician,
        DateOrdonnance: prescribedOn,
        Verre: lenses.map(({ eye, sphere, cylinder, axis, addition, price }) => ({
          oeil: eyes[eye],
          Sphere: sphere,
          Cylindre: cylinder,
          Axe: axis,
          Addition: addition,
          Prix: price,
        })),
        Monture: frame,
      }),
      reply: Accord,
      decode: agreement,
      output: Agreement,
      ...refusals,
      retry: queued({ attempts: 8, backoff: '30s', giveUpAfter: '24h' }),
      pending: {
        when: ({ status }) => status === 'pending',
        ask: 'agreement',
        input: ({ reference }) => ({ reference }),
        every: '1m',
        giveUpAfter: '5d',
      },
      example: {
        input: {
          memberNumber: '0042371',
          optician: '750000001',
          prescribedOn: '2026-02-20',
          lenses: [
            { eye: 'right', sphere: '-2.25', cylinder: '-0.50', axis: 90, price: '95.00' },
            { eye: 'left', sphere: '-2.00', price: '95.00' },
          ],
          frame: '89.90',
        },
        output: {
          reference: 'ACC-000001',
          status: 'granted',
          cover: { total: '279.90', reimbursed: '250.00', remaining: '29.90', validUntil: '2026-09-01' },
          reason: null,
        },
      },
    }),

    agreement: xml({
      route: 'GET /agreements/:reference',
      title: 'Follow an agreement',
      input: z.strictObject({ reference: Reference }),
      send: 'GET /accords/:reference',
      reply: Accord,
      decode: agreement,
      output: Agreement,
      ...refusals,
      retry: inline({ attempts: 3, backoff: '200ms' }),
      example: {
        input: { reference: 'ACC-000002' },
        output: {
          reference: 'ACC-000002',
          status: 'refused',
          cover: null,
          reason: { code: 'R12', text: 'Ordonnance périmée' },
        },
      },
    }),

    placeOrder: xml({
      route: 'POST /orders',
      idempotent: false, // the partner would make the glasses twice
      title: 'Order the glasses of a granted agreement',
      input: NewOrder,
      send: 'POST /commandes',
      message: Commande,
      encode: ({ agreement: reference, deliverTo }, { callId }) => ({
        IdEmetteur: callId,
        ReferenceAccord: reference,
        Livraison: {
          Nom: deliverTo.name,
          Ligne: deliverTo.lines,
          CodePostal: deliverTo.postalCode,
          Ville: deliverTo.city,
        },
      }),
      reply: SuiviCommande,
      decode: order,
      output: Order,
      ...refusals,
      retry: queued({ attempts: 8, backoff: '30s', giveUpAfter: '24h' }),
      example: {
        input: {
          agreement: 'ACC-000001',
          deliverTo: { name: 'Agnès Lefèvre', lines: ['12 rue des Lilas'], postalCode: '69003', city: 'Lyon' },
        },
        output: {
          reference: 'CMD-000001',
          agreement: 'ACC-000001',
          status: 'registered',
          statusSince: '2026-03-02T10:15:00',
          parcels: [],
        },
      },
    }),

    order: xml({
      route: 'GET /orders/:reference',
      title: 'Follow an order',
      input: z.strictObject({ reference: Reference }),
      send: 'GET /commandes/:reference',
      reply: SuiviCommande,
      decode: order,
      output: Order,
      ...refusals,
      retry: inline({ attempts: 3, backoff: '200ms' }),
      example: {
        input: { reference: 'CMD-000001' },
        output: {
          reference: 'CMD-000001',
          agreement: 'ACC-000001',
          status: 'shipped',
          statusSince: '2026-03-04T08:00:00+01:00',
          parcels: [{ carrier: 'Messagerie Rhône', number: '00340012' }],
        },
      },
    }),

    cancelOrder: xml({
      route: 'DELETE /orders/:reference',
      idempotent: true, // cancelling a cancelled order gives that order again
      title: 'Cancel an order that is not shipped yet',
      input: z.strictObject({ reference: Reference }),
      send: 'DELETE /commandes/:reference',
      reply: SuiviCommande,
      decode: order,
      output: Order,
      ...refusals,
      retry: inline({ attempts: 3, backoff: '200ms' }),
      example: {
        input: { reference: 'CMD-000002' },
        output: {
          reference: 'CMD-000002',
          agreement: 'ACC-000001',
          status: 'cancelled',
          statusSince: '2026-03-02T11:00:00',
          parcels: [],
        },
      },
    }),
  },

  health: {
    every: '1m',
    slowAfter: '2s',
    probe: ({ order: follow }) => follow({ reference: 'PROBE' }),
  },
});
