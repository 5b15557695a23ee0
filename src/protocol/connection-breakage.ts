import { errors } from 'undici';
import { BreakageError } from '../adapter/breakage.ts';

/** TLS alerts by which a partner refuses our client certificate (RFC 8446 §6.2), as OpenSSL's reasons name them. */
const certificateAlert =
  /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13)_ALERT_(?:NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|CERTIFICATE_REQUIRED|UNKNOWN_CA|ACCESS_DENIED)$/;

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
    return new BreakageError('credentials', `The partner refused our certificate (${code})`, {
      cause,
      delivery: sent ? 'refused' : 'none',
    });
  }
  if (code === 'UND_ERR_INVALID_ARG')
    return new BreakageError('internal', 'A message that is no valid HTTP request', { cause, delivery: 'none' });
  if (!sent && (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')) {
    return new BreakageError('overloaded', 'The gateway is closing its connections', { cause });
  }
  if (!sent) return new BreakageError('unreachable', `No connection to the partner (${code})`, { cause });
  if (isParserError(cause) || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return new BreakageError('malformed', 'The partner answered with something that is not HTTP');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new BreakageError('malformed', 'The partner answered with HTTP headers above our limit', { cause });
  }
  return new BreakageError('interrupted', `The connection to the partner was lost after sending (${code})`, { cause });
}
