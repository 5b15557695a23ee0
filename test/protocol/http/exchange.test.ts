import { Pool } from 'undici';
import { describe, expect, it } from 'vitest';
import { BreakageError } from '../../../src/adapter/breakage.ts';
import { Exchange } from '../../../src/protocol/http/exchange.ts';
import { ByteBudget } from '../../../src/protocol/http/byte-budget.ts';
import { fateOf } from '../breakage-of.ts';
import { post } from '../journey.ts';
import { httpPartner } from '../partner.ts';

const budget = new ByteBudget(1_000_000);

describe('the first byte of an exchange', () => {
  it('does not leave when the sending mark has grown old', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    const pool = new Pool(partner.origin);
    const exchange = new Exchange(1_000, budget, performance.now() - 1);
    pool.dispatch({ ...post(partner.origin), body: '<a/>' }, exchange);
    expect(await fateOf(exchange.reply)).toEqual({ kind: 'unreachable', delivery: 'none' });
    await pool.close();
    expect([exchange.sent, partner.requests]).toEqual([false, []]);
  });

  it('does not leave when the exchange was given up while it waited for a connection', async () => {
    await using partner = await httpPartner((response) => response.end('<r/>'));
    const pool = new Pool(partner.origin);
    const exchange = new Exchange(1_000, budget, Infinity);
    pool.dispatch({ ...post(partner.origin), body: '<a/>' }, exchange);
    exchange.giveUp(new BreakageError('expired', 'gone', { delivery: 'none' }));
    expect(await fateOf(exchange.reply)).toEqual({ kind: 'expired', delivery: 'none' });
    await pool.close();
    expect([exchange.sent, partner.requests]).toEqual([false, []]);
  });
});
