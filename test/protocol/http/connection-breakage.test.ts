import { describe, expect, it } from 'vitest';
import { BreakageError } from '../../../src/adapter/breakage.ts';
import { connectionBreakage } from '../../../src/protocol/http/connection-breakage.ts';

function error(code: string): Error {
  return Object.assign(new Error('secret'), { code });
}

describe('connectionBreakage', () => {
  it.each([
    'ENOTFOUND',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'ECONNRESET',
    'CERT_HAS_EXPIRED',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('is unreachable with nothing sent for %s before sending', (code) => {
    expect(connectionBreakage(error(code), false)).toMatchObject({ kind: 'unreachable', delivery: 'none' });
  });

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])(
    'is interrupted with unknown delivery for %s after sending',
    (code) => {
      expect(connectionBreakage(error(code), true)).toMatchObject({ kind: 'interrupted', delivery: 'unknown' });
    },
  );

  it('is malformed with unknown delivery where a reply is not as long as it says', () => {
    expect(connectionBreakage(error('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'), true)).toMatchObject({
      kind: 'malformed',
      delivery: 'unknown',
    });
  });

  it.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
  ])('is about our credentials for the alert %s', (code) => {
    expect([connectionBreakage(error(code), false), connectionBreakage(error(code), true)]).toMatchObject([
      { kind: 'credentials', delivery: 'none' },
      { kind: 'credentials', delivery: 'refused' },
    ]);
  });

  it('names the code of the first of several addresses', () => {
    const tried = new AggregateError([error('ECONNREFUSED'), error('ETIMEDOUT')]);
    expect(connectionBreakage(tried, false).message).toContain('ECONNREFUSED');
  });

  it('passes a breakage on as it is', () => {
    const own = new BreakageError('timeout', 'late');
    expect(connectionBreakage(own, true)).toBe(own);
  });

  it('says nothing of the error but its code', () => {
    expect(connectionBreakage(error('EPIPE'), true).message).not.toContain('secret');
  });
});
