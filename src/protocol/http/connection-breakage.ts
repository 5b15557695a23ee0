import { errors } from 'undici';
import { BreakageError } from '../../adapter/breakage.ts';

/** TLS alerts by which a partner refuses our client certificate (RFC 8446 §6.2), as OpenSSL's reasons name them: `SSLV3` up to 3.1, `SSL/TLS` since. */
const certificateAlert =
  /^ERR_SSL_(?:SSLV3|SSL\/TLS|TLSV1|TLSV13)_ALERT_(?:NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|CERTIFICATE_REQUIRED|UNKNOWN_CA|ACCESS_DENIED)$/;

/** Why we did not believe the partner, as Node and OpenSSL name it. */
const distrust: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'its TLS certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its TLS certificate is not valid yet'],
  ['CERT_REVOKED', 'its TLS certificate is revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its TLS certificate is for another host'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its TLS certificate vouches for itself; say ca, or NODE_EXTRA_CA_CERTS'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'nobody we trust vouches for its TLS certificate; say ca, or NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its TLS certificate comes without those that vouch for it'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'nobody we trust vouches for its TLS certificate; say ca, or NODE_EXTRA_CA_CERTS'],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'nobody we trust vouches for its TLS certificate; say ca, or NODE_EXTRA_CA_CERTS',
  ],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS at this port'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'it does not speak TLS at this port'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'it speaks no TLS from 1.2 on'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'it speaks no TLS from 1.2 on'],
  ['ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED', 'its TLS knows no secure renegotiation (RFC 5746)'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'it broke off the TLS handshake; it may ask for a client certificate'],
  ['ERR_SSL_DH_KEY_TOO_SMALL', 'its TLS uses keys that are too small'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', 'its TLS uses keys that are too small'],
  ['ERR_SSL_CA_MD_TOO_WEAK', 'its TLS certificate is signed too weakly'],
]);

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : 'unknown error';
}

/** undici's parser leaves `code` empty for some of its errors, and puts the partner’s bytes into `data`: such a cause is not kept. */
function isParserError(error: unknown): boolean {
  return error instanceof errors.HTTPParserError;
}

/** Several addresses were tried: the first error that says more than that. */
function causeOf(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
}

/**
 * What an error of the connection means. Before the request was written nothing was sent (`unreachable`); after it the
 * partner may have acted (`interrupted`), or sent what is no HTTP (`malformed`).
 */
export function connectionBreakage(error: unknown, sent: boolean): BreakageError {
  if (error instanceof BreakageError) return error;
  const cause = causeOf(error);
  const code = codeOf(cause);
  if (certificateAlert.test(code)) {
    const what = code.endsWith('_REQUIRED') ? 'asks for a client certificate' : 'refused our certificate';
    return new BreakageError('credentials', `The partner ${what} (${code})`, {
      cause,
      delivery: sent ? 'refused' : 'none',
    });
  }
  if (code === 'UND_ERR_INVALID_ARG')
    return new BreakageError('internal', 'A message that is no valid HTTP request', { cause, delivery: 'none' });
  if (!sent && (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')) {
    return new BreakageError('overloaded', 'The gateway is closing its connections', { cause });
  }
  if (!sent) {
    const why = distrust.get(code);
    return new BreakageError('unreachable', `No connection to the partner${why ? `: ${why}` : ''} (${code})`, {
      cause,
    });
  }
  if (isParserError(cause) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return new BreakageError('malformed', 'The partner answered with something that is not HTTP');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new BreakageError('malformed', 'The partner answered with HTTP headers above our limit', { cause });
  }
  return new BreakageError('interrupted', `The connection to the partner was lost after sending (${code})`, { cause });
}
