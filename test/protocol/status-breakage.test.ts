import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../src/protocol/http/http-message.ts';
import { isSuccess, statusBreakage } from '../../src/protocol/status-breakage.ts';

function reply(status: number, headers: HttpReply['headers'] = {}): HttpReply {
  return { status, headers, chunks: [], bytes: 0, contentType: undefined, attachments: undefined, lost: undefined };
}

describe('statusBreakage', () => {
  it.each([
    [401, 'credentials', 'refused'],
    [403, 'credentials', 'refused'],
    [407, 'credentials', 'refused'],
    [429, 'throttled', 'refused'],
    [408, 'failing', 'unknown'],
    [500, 'failing', 'unknown'],
    [502, 'failing', 'unknown'],
    [503, 'failing', 'unknown'],
    [599, 'failing', 'unknown'],
    [301, 'drift', 'unknown'],
    [302, 'drift', 'unknown'],
    [307, 'drift', 'unknown'],
    [304, 'drift', 'unknown'],
    [400, 'drift', 'refused'],
    [404, 'drift', 'refused'],
    [415, 'drift', 'refused'],
  ])('reads %i as %s, delivery %s', (status, kind, delivery) => {
    expect(statusBreakage(reply(status))).toMatchObject({ kind, delivery, partnerStatus: status });
  });

  it('takes the adapter’s word on a status', () => {
    expect(statusBreakage(reply(404), 'not_found')).toMatchObject({ kind: 'not_found', delivery: 'refused' });
  });

  it('takes the adapter’s word that nothing was done', () => {
    expect(statusBreakage(reply(503), { kind: 'failing', delivery: 'refused' })).toMatchObject({
      kind: 'failing',
      delivery: 'refused',
    });
  });

  it('honours Retry-After of a 429 and a 503', () => {
    const waits = [429, 503].map((status) => statusBreakage(reply(status, { 'retry-after': '7' })).retryAfterMs);
    expect(waits).toEqual([7_000, 7_000]);
  });

  it('ignores Retry-After where sending again is no use', () => {
    expect(statusBreakage(reply(403, { 'retry-after': '7' })).retryAfterMs).toBeUndefined();
  });
});

describe('isSuccess', () => {
  it('is every 2xx and nothing else', () => {
    expect([199, 200, 202, 204, 299, 300].map(isSuccess)).toEqual([false, true, true, true, true, false]);
  });
});
