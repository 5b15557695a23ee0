import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createClientAsync, listen } from 'soap';
import type { Client } from 'soap';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnswered, rows } from './mirror/rows.ts';
import type { SimulatedMirror } from './mirror/simulated.ts';
import { simulateMirror } from './mirror/simulated.ts';
import type { ZeroCode } from './zero-code.ts';
import { openZeroCode } from './zero-code.ts';

const wsdl = join(import.meta.dirname, 'mirror', 'document.wsdl');

/** Where `soap`’s server changes a value before it answers: what comes back then. */
const changed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // It drops nil from a list, and white space around a text.
  'a list with nil in it': { notes: ['one', '', 'four'] },
  'tabs, line feeds and carriage returns in a text': { text: 'a\nb\r\nc\rd' },
  // It reads numbers as floating point, and INF as none.
  'the extremes of xs:long': { longs: ['9223372036854776000', '-9223372036854776000', '0'] },
  'an xs:integer beyond 64 bits': { integer: '1.2345678901234568e+29' },
  'a decimal of 30 digits': { decimal: '-123456789012345.12' },
  'a decimal that ends in zeros': { decimal: '12.3' },
  'a simple content with an attribute': { amount: { value: '12.3', currency: 'EUR' } },
  'positive infinity': { float: 'NaN', double: 'NaN' },
  'negative infinity': { double: 'NaN' },
  // It reads a date as a JavaScript Date, and writes that as an empty element, which we read as absent.
  'a date without a zone': {},
  'a date with a zone': {},
  'a date-time without a zone': {},
  'a date-time with a zone and a fraction': {},
  'a date-time in UTC': {},
  // It passes over what the WSDL does not name.
  'elements that no schema knows': { extra: { $any: [] } },
};

/** What it answers with `xsi:nil` or `xsi:type`, whose prefix it does not declare then. */
const malformed: readonly string[] = [
  'nothing at all',
  'a nil string',
  'no bytes at all',
  'a very small and a very large double',
  'derived types where an abstract one is declared',
  'an xs:anyType that says what it is',
];

describe('the server of the npm package soap', () => {
  let server: Server;
  let partner: ZeroCode;

  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    const operations = {
      Mirror: (given: unknown) => given,
      Greet: ({ name }: { name: string }, _answer: unknown, { Session }: { Session: { token: string } }) => ({
        greeting: `Bonjour ${name} (${Session.token})`,
      }),
      Notify: () => undefined,
      Refuse: ({ code }: { code: string }) => {
        const detail = { Refusal: { attributes: { xmlns: 'urn:passerelle:interop' }, code, field: ['name', 'birth'] } };
        // oxlint-disable-next-line typescript/only-throw-error -- what the package takes for a fault
        throw { Fault: { faultcode: 'soap:Client', faultstring: 'Refusé', detail } };
      },
    };
    await new Promise<void>((ready, fail) => {
      listen(server, {
        path: '/',
        services: { Mirror: { Mirror: operations } },
        xml: readFileSync(wsdl, 'utf8'),
        uri: wsdl,
        callback: (error: unknown) => (error ? fail(error) : ready()),
      });
    });
    partner = await openZeroCode(wsdl, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });

  afterAll(async () => {
    await partner[Symbol.asyncDispose]();
    server.closeAllConnections();
    server.close();
  });

  it.each(rows.filter(({ title }) => !malformed.includes(title)))('gives back $title', async ({ title, json }) => {
    const expected = asAnswered(changed[title] ?? json);
    expect(await partner.call('Mirror', { everything: json })).toStrictEqual({ everything: expected });
  });

  it.each(rows.filter(({ title }) => malformed.includes(title)))('is found out with $title', async ({ json }) => {
    expect(await partner.call('Mirror', { everything: json })).toMatchObject({
      kind: 'malformed',
      detail: expect.stringContaining('a prefix that is bound to no namespace'),
    });
  });

  it('takes a header', async () => {
    const input = { name: 'Zoé', $headers: { Session: { token: 'a token' } } };
    expect(await partner.call('Greet', input)).toStrictEqual({ greeting: 'Bonjour Zoé (a token)' });
  });

  it('says no with a declared detail', async () => {
    expect(await partner.call('Refuse', { code: 'X' })).toMatchObject({
      fault: { message: 'Refusé', detail: { Refusal: { code: 'X', field: ['name', 'birth'] } } },
    });
  });

  it('takes a one-way message', async () => {
    expect(await partner.call('Notify', { message: 'x' })).toBeUndefined();
  });
});

describe('the client of the npm package soap, with the simulator', () => {
  let mirror: SimulatedMirror;
  let client: Client;

  beforeAll(async () => {
    mirror = await simulateMirror({ soap: '1.1', wsdl: 'document.wsdl' });
    client = await createClientAsync(mirror.wsdlUrl);
  });

  afterAll(() => mirror[Symbol.asyncDispose]());

  const call = async (operation: string, input: unknown): Promise<unknown> => {
    const [answer] = (await client[`${operation}Async`](input)) as [unknown];
    return JSON.parse(JSON.stringify(answer ?? null));
  };

  it.each([
    { title: 'lists of one and many', json: { texts: ['one'], longs: ['1', '2', '3'] } },
    { title: 'the second of a choice', json: { payment: { card: { number: '4970', expires: '2027-01' } } } },
    { title: 'characters and markup in a text', json: { text: '😀 e\u0301 <a href="x">&amp; ]]>' } },
    { title: 'bytes', json: { base64: 'AAECA//+gA==', hex: '00FF10' } },
    {
      title: 'levels of one type',
      json: { tree: { value: '1', child: [{ value: '2', child: [{ value: '3', child: [] }] }] } },
    },
  ])('sends $title', async ({ json }) => {
    await call('Mirror', { everything: json });
    expect(mirror.received.get('Mirror')?.at(-1)).toStrictEqual({ everything: asAnswered(json) });
  });

  it('reads what it sent', async () => {
    const everything = { text: 'é', texts: ['one', 'two'], boolean: false, int: 5, double: 0.1, colour: 'rouge' };
    expect(await call('Mirror', { everything })).toStrictEqual({ everything });
  });

  it('is refused where it sends two values as one', async () => {
    await expect(call('Mirror', { everything: { tags: ['a', 'b'] } })).rejects.toThrow(
      'The message does not fit the contract',
    );
  });

  it('reads a fault', async () => {
    await expect(call('Refuse', { code: 'X' })).rejects.toThrow('Refusé');
  });

  it('sends a header', async () => {
    client.addSoapHeader({ 'm:Session': { 'm:token': 'a token' } }, '', 'm', 'urn:passerelle:interop');
    expect(await call('Greet', { name: 'Zoé' })).toStrictEqual({ greeting: 'Bonjour Zoé' });
    expect(mirror.received.get('Greet')).toStrictEqual([{ name: 'Zoé', $headers: { Session: { token: 'a token' } } }]);
  });
});
