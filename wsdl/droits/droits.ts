// Generated from wsdl/droits/droits.wsdl. Do not edit; write it again with: npm run passerelle -- types droits
import type { SoapToken } from '#adapter';

export type RechercherDroitsMessage = Recherche;

export type RechercherDroitsReply = Resultat;

export interface RechercherDroitsHeaders {
  ContexteAssure: ContexteAssure;
  ContexteLogiciel: ContexteLogiciel;
}

/** Droits à la date de référence, et historique des droits et des identités. */
export const rechercherDroits: SoapToken<RechercherDroitsMessage, RechercherDroitsReply, RechercherDroitsHeaders> = { wsdl: 'droits/droits.wsdl', service: 'Droits', port: 'DroitsService', operation: 'rechercherDroits' };

export interface Recherche {
  Nir: Nir;
  DateNaissance: string;
  RangGemellaire?: number | undefined;
  /** xs:date */
  DateReference: string;
}

export interface Nir {
  Num: string;
  Cle: string;
}

/** Obligatoire à chaque appel : l’émetteur, l’assuré et sa couverture. */
export interface ContexteAssure {
  /** always: "CTXA" */
  Nature: 'CTXA';
  Version: string;
  Id: string;
  /** xs:dateTime */
  Temps: string;
  Emetteur: string;
  COUVERTURE: Couverture;
}

export interface Couverture {
  GrandRegime?: string | undefined;
  ASSURE: Assure;
}

export interface Assure {
  Nir: Nir;
}

/** Obligatoire à chaque appel : l’autorisation du logiciel, sa version et son instance. */
export interface ContexteLogiciel {
  /** always: "CTXL" */
  Nature: 'CTXL';
  Version: string;
  Id: string;
  /** xs:dateTime */
  Temps: string;
  Emetteur: string;
  LOGICIEL: Logiciel;
}

export interface Logiciel {
  NumAutorisation: NumAutorisation;
  Version: string;
  Instance: string;
  Nom?: string | undefined;
}

export interface NumAutorisation {
  R?: string | undefined;
  value: string;
}

export interface Resultat {
  CR: CompteRendu;
  /** Présent si et seulement si CodeCR vaut 00. */
  INDIVIDU?: Individu;
}

/**
 * 00 trouvé, 01 aucun assuré, 02 plusieurs assurés, 03 clé du NIR erronée, 80 base des droits indisponible, 81 trop
 * de demandes, 90 émetteur non habilité.
 */
export interface CompteRendu {
  CodeCR: string;
  LibelleCR: string;
}

export interface Individu {
  Nir: Nir;
  TIQ: TraitsIdentite;
  TIQHISTO: TraitsIdentite[];
  DROITS: Droits;
  DROITSHISTO: Droits[];
}

export interface TraitsIdentite {
  NomNaissance: string;
  NomUsage?: string;
  ListePrenom: string;
  Sexe: Sexe;
  DateNaissance: string;
}

export type Sexe = 'F' | 'M' | 'I' | (string & {});

export interface Droits {
  ouverts: boolean;
  GrandRegime: string;
  Caisse: string;
  CodeCentre: string;
  Qualite: Qualite;
  /** xs:date */
  DateDebut: string;
  /** xs:date */
  DateFin?: string | null;
  Exoneration: Exoneration[];
}

export type Qualite = 'ASSURE' | 'CONJOINT' | 'ENFANT' | 'AUTRE' | (string & {});

export type Exoneration = 'ALD' | 'MATERNITE' | 'INVALIDITE' | 'C2S' | (string & {});
