/** The headers of a page that people see: nothing from elsewhere, no frame around it, no trace of where they came from. */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    'Content-Security-Policy': `default-src 'none'; ${policy}base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
  };
}
