import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/protocol/http/retry-after.ts';

const now = Date.parse('2026-03-01T10:00:00Z');

describe('retryAfterMs', () => {
  it('reads seconds', () => {
    expect(retryAfterMs('120', now)).toBe(120_000);
  });

  it('reads an HTTP date', () => {
    expect(retryAfterMs('Sun, 01 Mar 2026 10:01:30 GMT', now)).toBe(90_000);
  });

  it('is zero for a date that has passed', () => {
    expect(retryAfterMs('Sun, 01 Mar 2026 09:00:00 GMT', now)).toBe(0);
  });

  it.each([undefined, '', '-5', 'soon', '1.5', '2026-03-01', 'Sun, never'])('is undefined for %s', (value) => {
    expect(retryAfterMs(value, now)).toBeUndefined();
  });
});
