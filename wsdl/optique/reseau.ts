// Generated from wsdl/optique/reseau.xsd. Do not edit; write it again with: npm run passerelle -- types optique
import type { ElementToken } from '#adapter';

export const DemandeAccord: ElementToken<DemandeAccordReply, DemandeAccord> = { xsd: 'optique/reseau.xsd', element: '{urn:passerelle:optique:v1}DemandeAccord' };

export const Accord: ElementToken<AccordReply, Accord> = { xsd: 'optique/reseau.xsd', element: '{urn:passerelle:optique:v1}Accord' };

export const Commande: ElementToken<Commande> = { xsd: 'optique/reseau.xsd', element: '{urn:passerelle:optique:v1}Commande' };

export const SuiviCommande: ElementToken<SuiviCommandeReply, SuiviCommande> = { xsd: 'optique/reseau.xsd', element: '{urn:passerelle:optique:v1}SuiviCommande' };

export const Erreur: ElementToken<ErreurReply, Erreur> = { xsd: 'optique/reseau.xsd', element: '{urn:passerelle:optique:v1}Erreur' };

export interface DemandeAccord {
  IdEmetteur: string;
  NumeroAdherent: string;
  Opticien: string;
  /** xs:date */
  DateOrdonnance: string;
  Verre: Verre[];
  /** xs:decimal */
  Monture?: string | number | undefined;
}

export interface Verre {
  oeil: Oeil;
  /** xs:decimal */
  Sphere: string | number;
  /** xs:decimal */
  Cylindre?: string | number | undefined;
  Axe?: number | undefined;
  /** xs:decimal */
  Addition?: string | number | undefined;
  /** xs:decimal */
  Prix: string | number;
}

export type Oeil = 'OD' | 'OG';

/** at most one of: PriseEnCharge | Motif */
export interface Accord {
  Reference: string;
  IdEmetteur: string;
  Statut: StatutAccord;
  PriseEnCharge?: PriseEnCharge | undefined;
  Motif?: Motif | undefined;
}

export type StatutAccord = 'ACCORDE' | 'REFUSE' | 'EN_ATTENTE';

export interface PriseEnCharge {
  /** xs:decimal */
  Total: string | number;
  /** xs:decimal */
  Rembourse: string | number;
  /** xs:decimal */
  ResteACharge: string | number;
  /** xs:date */
  FinValidite: string;
}

export interface Motif {
  code: string;
  value: string;
}

export interface Commande {
  IdEmetteur: string;
  ReferenceAccord: string;
  Livraison: Adresse;
}

export interface Adresse {
  Nom: string;
  Ligne: string[];
  CodePostal: string;
  Ville: string;
}

export interface SuiviCommande {
  Reference: string;
  IdEmetteur: string;
  ReferenceAccord: string;
  Statut: StatutCommande;
  /** xs:dateTime */
  DateStatut: string;
  Colis?: Colis[] | undefined;
}

export type StatutCommande = 'ENREGISTREE' | 'EN_FABRICATION' | 'EXPEDIEE' | 'LIVREE' | 'ANNULEE';

export interface Colis {
  Transporteur: string;
  Numero: string;
}

export interface Erreur {
  Code: string;
  Libelle?: string | undefined;
}

export interface DemandeAccordReply {
  IdEmetteur: string;
  NumeroAdherent: string;
  Opticien: string;
  /** xs:date */
  DateOrdonnance: string;
  Verre: VerreReply[];
  /** xs:decimal */
  Monture?: string;
}

export interface VerreReply {
  oeil: OeilReply;
  /** xs:decimal */
  Sphere: string;
  /** xs:decimal */
  Cylindre?: string;
  Axe?: number;
  /** xs:decimal */
  Addition?: string;
  /** xs:decimal */
  Prix: string;
}

export type OeilReply = 'OD' | 'OG' | (string & {});

/** at most one of: PriseEnCharge | Motif */
export interface AccordReply {
  Reference: string;
  IdEmetteur: string;
  Statut: StatutAccordReply;
  PriseEnCharge?: PriseEnChargeReply;
  Motif?: Motif;
}

export type StatutAccordReply = 'ACCORDE' | 'REFUSE' | 'EN_ATTENTE' | (string & {});

export interface PriseEnChargeReply {
  /** xs:decimal */
  Total: string;
  /** xs:decimal */
  Rembourse: string;
  /** xs:decimal */
  ResteACharge: string;
  /** xs:date */
  FinValidite: string;
}

export interface SuiviCommandeReply {
  Reference: string;
  IdEmetteur: string;
  ReferenceAccord: string;
  Statut: StatutCommandeReply;
  /** xs:dateTime */
  DateStatut: string;
  Colis: Colis[];
}

export type StatutCommandeReply =
  | 'ENREGISTREE' | 'EN_FABRICATION' | 'EXPEDIEE' | 'LIVREE' | 'ANNULEE' | (string & {});

export interface ErreurReply {
  Code: string;
  Libelle?: string;
}
