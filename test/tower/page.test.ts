import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdapterHealth, GatewayHealth, Health } from '../../src/health/status.ts';
import { towerPage } from '../../src/tower/page.ts';

const at = '2026-03-02T10:15:00.000Z';
const since = '2026-03-02T10:03:00.000Z';

const check = { name: 'availability', status: 'green', reason: '0 of 9 attempts broke in 1 h.', since } as const;
const tva: AdapterHealth = { adapter: 'tva', title: 'Numéros de TVA', status: 'green', since, checks: [check] };
const optique: AdapterHealth = {
  adapter: 'optique',
  title: 'Réseau <optique>',
  status: 'red',
  since,
  checks: [
    check,
    {
      name: 'event_order',
      status: 'red',
      reason: 'The last 3 attempts broke.',
      since,
      example: { at: since, operation: 'placeOrder', kind: 'timeout', callId: 'call-7' },
    },
  ],
  backlog: { waiting: 4, oldestMs: 1, failed: 2, inDoubt: 1 },
};
const all: GatewayHealth = {
  status: 'red',
  at,
  adapters: [tva, optique],
  gateway: [{ ...check, name: 'store', reason: 'The store answers.' }],
};
const health: Health = {
  all: () => Promise.resolve(all),
  adapter: () => Promise.resolve(undefined),
  metrics: () => Promise.resolve({ contentType: '', body: '' }),
};

let server: Server;
let page: string;
let headers: Headers;

beforeAll(async () => {
  server = createServer(express().use('/tower', towerPage(health)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/tower`);
  headers = answer.headers;
  page = await answer.text();
});

afterAll(() => {
  server.close();
});

describe('the Control Tower page', () => {
  it('shows the partner in trouble first', () => {
    expect(page.indexOf('id="optique"')).toBeLessThan(page.indexOf('id="tva"'));
  });

  it('shows the failing check of a partner first', () => {
    expect(page.indexOf('event order: red')).toBeLessThan(page.indexOf('availability: green'));
  });

  it('says each status as a word and a shape, besides its colour', () => {
    expect(page).toMatch(/<svg[^>]*><path[^>]*\/><\/svg>Red/);
  });

  it('says what is wrong, since when, and the newest example', () => {
    expect(page).toContain('The last 3 attempts broke.');
    expect(page).toMatch(/for <time[^>]*>12 min<\/time>; newest: placeOrder, timeout, call call-7/);
  });

  it('shows what waits, what gave up and what is in doubt', () => {
    const numbers = [
      ...page.matchAll(/<dt>(waiting|dead letters|in doubt)<\/dt>\s*<dd class="(\w*)">(\d+)<\/dd>/g),
    ].map((match) => match.slice(1));
    expect(numbers).toEqual([
      ['waiting', '', '4'],
      ['dead letters', 'due', '2'],
      ['in doubt', 'due', '1'],
    ]);
  });

  it('escapes what it is given', () => {
    expect(page).toContain('Réseau &lt;optique&gt;');
  });

  it('has no script, and its policy allows none', () => {
    expect(page).not.toContain('<script');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
    );
  });

  it('has the style that its policy allows', () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    expect(headers.get('content-security-policy')).toContain(createHash('sha256').update(style).digest('base64'));
  });

  it('is never kept by a cache', () => {
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
