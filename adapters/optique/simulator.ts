import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { play } from '../switchboard.ts';
import type { PartnerReply, PartnerRequest, Refusal } from '../switchboard.ts';

const namespace = 'urn:passerelle:optique:v1';
const path = '/reseau/v1';
const user = 'passerelle';
const password = 'lunettes';
/** A pending agreement is granted when it is asked for this many times. */
const asksUntilGranted = 2;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
});
const builder = new XMLBuilder({ ignoreAttributes: false, format: true });

type Element = Record<string, unknown>;
type Agreement = { Reference: string; IdEmetteur: string; Statut: string; PriseEnCharge?: Element; Motif?: Element };
type Order = {
  Reference: string;
  IdEmetteur: string;
  ReferenceAccord: string;
  Statut: string;
  DateStatut: string;
  Colis?: Element[];
};

/** In the order of the schema. */
const followed = ({ Reference, IdEmetteur, ReferenceAccord, Statut, DateStatut, Colis }: Order): Element => ({
  Reference,
  IdEmetteur,
  ReferenceAccord,
  Statut,
  DateStatut,
  ...(Colis ? { Colis } : {}),
});

/** HTTP status, Code, Libelle. */
const errors = {
  ACCORD_INCONNU: [404, 'Aucun accord sous cette référence'],
  COMMANDE_INCONNUE: [404, 'Aucune commande sous cette référence'],
  ACCORD_NON_ACCORDE: [409, "L'accord n'est pas accordé"],
  COMMANDE_EXPEDIEE: [409, 'Commande déjà expédiée'],
  DEMANDE_INVALIDE: [422, 'Élément obligatoire absent'],
  IDENTIFIANTS_REFUSES: [401, 'Identifiants refusés'],
  TROP_DE_DEMANDES: [429, 'Trop de demandes à la fois'],
  MAINTENANCE: [503, 'Réseau fermé pour maintenance'],
  ERREUR_INTERNE: [500, 'Erreur interne du réseau'],
} as const;
type ErrorCode = keyof typeof errors;

const refusals: Readonly<Record<Refusal, ErrorCode>> = {
  fail: 'ERREUR_INTERNE',
  maintenance: 'MAINTENANCE',
  busy: 'TROP_DE_DEMANDES',
  credentials: 'IDENTIFIANTS_REFUSES',
};

function reply(status: number, name: string, content: Element): PartnerReply {
  const body = builder.build({ [name]: { '@_xmlns': namespace, ...content } });
  const text = `<?xml version="1.0" encoding="ISO-8859-1"?>\n${body}`;
  return {
    status,
    headers: { 'Content-Type': 'application/xml; charset=ISO-8859-1' },
    body: Buffer.from(text, 'latin1'),
  };
}

function refuse(code: ErrorCode): PartnerReply {
  const [status, text] = errors[code];
  const refusal = reply(status, 'Erreur', { Code: code, Libelle: text });
  return code === 'TROP_DE_DEMANDES' ? { ...refusal, headers: { ...refusal.headers, 'Retry-After': '1' } } : refusal;
}

/** The partner's clock: local time in Paris, without a zone. */
const clock = (now = new Date()): string => now.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).replace(' ', 'T');

const amount = (value: number): string => value.toFixed(2);

const granted = (total: number): Pick<Agreement, 'Statut' | 'PriseEnCharge'> => {
  const reimbursed = Math.min(total, 250);
  return {
    Statut: 'ACCORDE',
    PriseEnCharge: {
      Total: amount(total),
      Rembourse: amount(reimbursed),
      ResteACharge: amount(total - reimbursed),
      FinValidite: clock(new Date(Date.now() + 180 * 86_400_000)).slice(0, 10),
    },
  };
};

/** The partner's files. */
class Network {
  readonly #agreements = new Map<string, { agreement: Agreement; total: number; asks: number }>();
  readonly #orders = new Map<string, { order: Order; asks: number }>();

  constructor() {
    this.#open({ Reference: 'ACC-000001', IdEmetteur: 'graine-1', ...granted(279.9) }, 279.9);
    const Motif = { '@_code': 'R12', '#text': 'Ordonnance périmée' };
    this.#open({ Reference: 'ACC-000002', IdEmetteur: 'graine-2', Statut: 'REFUSE', Motif }, 310);
    const common = { ReferenceAccord: 'ACC-000001', DateStatut: clock() };
    const Colis = [{ Transporteur: 'Messagerie Rhône', Numero: '00340012' }];
    this.#register({ ...common, Reference: 'CMD-000001', IdEmetteur: 'graine-3', Statut: 'EXPEDIEE', Colis });
    this.#register({ ...common, Reference: 'CMD-000002', IdEmetteur: 'graine-4', Statut: 'ENREGISTREE' });
  }

  #open(agreement: Agreement, total: number): Agreement {
    this.#agreements.set(agreement.Reference, { agreement, total, asks: 0 });
    return agreement;
  }

  #register(order: Order): Order {
    this.#orders.set(order.Reference, { order, asks: 0 });
    return order;
  }

  /** An old prescription is refused; above 500 euros someone must look at it first. */
  request({ IdEmetteur, DateOrdonnance, Verre, Monture }: Element): PartnerReply {
    if (typeof IdEmetteur !== 'string' || typeof DateOrdonnance !== 'string' || !Verre)
      return refuse('DEMANDE_INVALIDE');
    const lenses = (Array.isArray(Verre) ? Verre : [Verre]) as { Prix: string }[];
    const total = lenses.reduce((sum, { Prix }) => sum + Number(Prix), Number(Monture ?? 0));
    const known = { Reference: number('ACC', this.#agreements.size), IdEmetteur };
    const old = Date.now() - Date.parse(DateOrdonnance) > 3 * 366 * 86_400_000;
    const refused = { Statut: 'REFUSE', Motif: { '@_code': 'R12', '#text': 'Ordonnance périmée' } };
    const status = old ? refused : total > 500 ? { Statut: 'EN_ATTENTE' } : granted(total);
    return reply(201, 'Accord', this.#open({ ...known, ...status }, total));
  }

  agreement(reference: string): PartnerReply {
    const file = this.#agreements.get(reference);
    if (!file) return refuse('ACCORD_INCONNU');
    file.asks += 1;
    if (file.agreement.Statut === 'EN_ATTENTE' && file.asks >= asksUntilGranted)
      Object.assign(file.agreement, granted(file.total));
    return reply(200, 'Accord', file.agreement);
  }

  /** Each message makes a pair of glasses, the same IdEmetteur twice makes two. */
  order({ IdEmetteur, ReferenceAccord, Livraison }: Element): PartnerReply {
    if (typeof IdEmetteur !== 'string' || typeof ReferenceAccord !== 'string' || !Livraison)
      return refuse('DEMANDE_INVALIDE');
    const file = this.#agreements.get(ReferenceAccord);
    if (!file) return refuse('ACCORD_INCONNU');
    if (file.agreement.Statut !== 'ACCORDE') return refuse('ACCORD_NON_ACCORDE');
    const known = { Reference: number('CMD', this.#orders.size), IdEmetteur, ReferenceAccord };
    return reply(201, 'SuiviCommande', this.#register({ ...known, Statut: 'ENREGISTREE', DateStatut: clock() }));
  }

  /** An order moves on each second time it is asked for. */
  follow(reference: string): PartnerReply {
    const file = this.#orders.get(reference);
    if (!file) return refuse('COMMANDE_INCONNUE');
    file.asks += 1;
    if (file.asks % 2 === 0 && file.order.Statut === 'EN_FABRICATION') {
      Object.assign(file.order, {
        Statut: 'EXPEDIEE',
        DateStatut: clock(),
        Colis: [{ Transporteur: 'Messagerie Rhône', Numero: '00340099' }],
      });
    } else if (file.asks % 2 === 0 && file.order.Statut === 'ENREGISTREE') {
      Object.assign(file.order, { Statut: 'EN_FABRICATION', DateStatut: clock() });
    }
    return reply(200, 'SuiviCommande', followed(file.order));
  }

  cancel(reference: string): PartnerReply {
    const file = this.#orders.get(reference);
    if (!file) return refuse('COMMANDE_INCONNUE');
    if (file.order.Statut === 'EXPEDIEE' || file.order.Statut === 'LIVREE') return refuse('COMMANDE_EXPEDIEE');
    if (file.order.Statut !== 'ANNULEE') Object.assign(file.order, { Statut: 'ANNULEE', DateStatut: clock() });
    return reply(200, 'SuiviCommande', followed(file.order));
  }
}

const number = (prefix: string, before: number): string => `${prefix}-${String(before + 1).padStart(6, '0')}`;

let network = new Network();

/** The content of the message's root, if it is the one wanted in the partner's namespace. */
function message(request: PartnerRequest, name: string): Element {
  if (!request.body.includes(namespace)) return {};
  return ((parser.parse(request.body) as Element)[name] ?? {}) as Element;
}

function answer(request: PartnerRequest, refusal: Refusal | undefined): PartnerReply {
  if (refusal) return refuse(refusals[refusal]);
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  if (request.headers.authorization !== expected) return refuse('IDENTIFIANTS_REFUSES');
  const [collection = '', reference = ''] = decodeURIComponent(request.path.slice(path.length + 1)).split('/');
  switch (`${request.method} ${collection}`) {
    case 'POST accords':
      return network.request(message(request, 'DemandeAccord'));
    case 'GET accords':
      return network.agreement(reference);
    case 'POST commandes':
      return network.order(message(request, 'Commande'));
    case 'GET commandes':
      return network.follow(reference);
    case 'DELETE commandes':
      return network.cancel(reference);
    default:
      return reply(404, 'Erreur', { Code: 'CHEMIN_INCONNU' });
  }
}

await play({
  env: (origin) => ({ OPTIQUE_URL: origin + path, OPTIQUE_USER: user, OPTIQUE_PASSWORD: password }),
  answer,
  reference: ({ body, method, path: target }) =>
    /<(?:[\w.-]+:)?IdEmetteur>([^<]*)</.exec(body)?.[1] ?? `${method} ${target}`,
  drift: (text) => text.replaceAll(/(<\/?)Statut>/g, '$1Etat>'),
  newValue: (text) => text.replace(/<Statut>[A-Z_]+</, '<Statut>SUSPENDU<'),
  reset: () => {
    network = new Network();
  },
  encoding: 'latin1',
});
