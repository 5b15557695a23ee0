import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { optique } from '../../adapters/index.ts';
import type { Operation } from '../../src/adapter/operation.ts';
import type { World } from './gateway.ts';
import { openWorld } from './gateway.ts';

const company = '/tva/companies/FR00123456789';

describe('a SOAP partner answers as JSON', () => {
  let world: World;
  beforeAll(async () => (world = await openWorld('tva')));
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => world.partner.reset());

  it('JSON in, SOAP out, JSON back', async () => {
    const { status, json } = await world.ask('GET', company);
    expect([status, json]).toEqual([
      200,
      expect.objectContaining({ vatNumber: 'FR00123456789', country: 'FR', valid: true }),
    ]);
  });

  it('a partner that is away: 202, a job that waits, and its result when the partner is back', async () => {
    await world.partner.turn('refuse');
    const accepted = await world.ask('GET', company);
    expect(accepted.status).toBe(202);
    const location = accepted.headers.get('location') ?? '';
    const waiting = await world.until(location, ({ json }) => json.attempts.length > 0);
    expect(waiting.json).toMatchObject({ state: 'retrying', problem: { kind: 'unreachable', delivery: 'none' } });
    await world.partner.turn('none');
    const done = await world.until(location, ({ json }) => json.state === 'succeeded');
    expect(done.json.output).toMatchObject({ vatNumber: 'FR00123456789', valid: true });
  });

  it('health turns red while the partner is away, and green again once it is back', async () => {
    await world.until('/health/tva', ({ json }) => json.status === 'green');
    await world.partner.turn('refuse');
    const isRed = ({ name, status }: { name: string; status: string }) => name === 'availability' && status === 'red';
    const red = await world.until('/health/tva', ({ json }) => json.checks.some(isRed));
    expect(red.json.checks).toContainEqual(
      expect.objectContaining({ name: 'availability', status: 'red', reason: expect.stringMatching(/\w+/) }),
    );
    await world.partner.turn('none');
    const green = await world.until('/health/tva', ({ json }) => json.status === 'green');
    expect(green.json.checks.map(({ status }: { status: string }) => status)).not.toContain('red');
  });
});

describe('an order is placed once', () => {
  let world: World;
  const { example } = optique.operations['placeOrder'] as Operation;
  beforeAll(async () => (world = await openWorld('optique')));
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => world.partner.reset());

  const place = (key: string) => world.ask('POST', '/optique/orders', example.input, { 'idempotency-key': key });

  it('an order placed is an order followed', async () => {
    const placed = await place('a-1');
    expect(placed.status).toBe(200);
    const followed = await world.ask('GET', `/optique/orders/${placed.json.reference}`);
    expect(followed.json.reference).toBe(placed.json.reference);
  });

  it('an order that did not reach the partner waits, and is placed once', async () => {
    await world.partner.turn('refuse');
    const accepted = await place('a-2');
    expect(accepted.status).toBe(202);
    await world.partner.turn('none');
    const done = await world.until(accepted.headers.get('location') ?? '', ({ json }) => json.state === 'succeeded');
    const { byReference } = await world.partner.received();
    expect(byReference[done.json.id]).toBe(1);
  });

  it('an order whose reply was lost is in doubt, and is not sent again', async () => {
    await world.partner.turn('truncate');
    const lost = await place('a-3');
    expect(lost.status).toBe(202);
    expect(lost.json).toMatchObject({ state: 'in_doubt', problem: { kind: 'malformed', delivery: 'unknown' } });
    await world.partner.turn('none');
    const again = await place('a-3');
    expect(again.json).toMatchObject({ id: lost.json.id, state: 'in_doubt' });
    const { byReference } = await world.partner.received();
    expect(byReference[lost.json.id]).toBe(1);
  });

  it('the same key twice is one order', async () => {
    const [first, second] = await Promise.all([place('a-4'), place('a-4')]);
    const statuses = [first.status, second.status].toSorted((left, right) => left - right);
    expect(statuses).toEqual([200, 409]);
    const replayed = await place('a-4');
    expect(replayed.json).toEqual([first, second].find(({ status }) => status === 200)?.json);
  });
});
