// Generated from wsdl/tva/verification.wsdl. Do not edit; write it again with: npm run passerelle -- types tva
import type { SoapToken } from '#adapter';

export interface CheckVatMessage {
  countryCode: CountryCode;
  vatNumber: string;
}

export interface CheckVatReply {
  countryCode: CountryCodeReply;
  vatNumber: string;
  /**
   * The day of the register's answer, in the time zone of the register.
   * xs:date
   */
  requestDate: string;
  valid: boolean;
  /** Three hyphens where the member state does not disclose it. */
  name?: string | null;
  /** Several lines; three hyphens where the member state does not disclose it. */
  address?: string | null;
}

export const checkVat: SoapToken<CheckVatMessage, CheckVatReply, unknown> = { wsdl: 'tva/verification.wsdl', service: 'VerificationService', port: 'VerificationPort', operation: 'checkVat' };

/** ISO 3166-1 alpha-2 of the member state, but EL for Greece, and XI for Northern Ireland. */
export type CountryCode =
  | 'AT' | 'BE' | 'BG' | 'CY' | 'CZ' | 'DE' | 'DK' | 'EE' | 'EL' | 'ES' | 'FI' | 'FR' | 'HR' | 'HU' | 'IE' | 'IT'
  | 'LT' | 'LU' | 'LV' | 'MT' | 'NL' | 'PL' | 'PT' | 'RO' | 'SE' | 'SI' | 'SK' | 'XI';

/** ISO 3166-1 alpha-2 of the member state, but EL for Greece, and XI for Northern Ireland. */
export type CountryCodeReply =
  | 'AT' | 'BE' | 'BG' | 'CY' | 'CZ' | 'DE' | 'DK' | 'EE' | 'EL' | 'ES' | 'FI' | 'FR' | 'HR' | 'HU' | 'IE' | 'IT'
  | 'LT' | 'LU' | 'LV' | 'MT' | 'NL' | 'PL' | 'PT' | 'RO' | 'SE' | 'SI' | 'SK' | 'XI' | (string & {});
