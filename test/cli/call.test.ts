import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandProcess } from './command-process.ts';

/** What the command asked for, but for the document. */
let asked: { line: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answers: { status: number; headers?: Record<string, string>; body: unknown }[] = [];
let server: Server;
let gateway = '';

const document = {
  paths: {
    '/tva/companies/{vatNumber}': {
      get: { operationId: 'tva.company', parameters: [{ name: 'vatNumber', in: 'path' }] },
    },
    '/optique/orders': {
      post: {
        operationId: 'optique.placeOrder',
        parameters: [{ name: 'Idempotency-Key', in: 'header', required: true }],
        requestBody: {},
      },
    },
  },
};

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/openapi.json') {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    return;
  }
  const body = (await request.toArray()).join('');
  asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
  const next = answers.shift() ?? { status: 500, body: 'no answer was prepared' };
  response
    .writeHead(next.status, { 'content-type': 'application/json', ...next.headers })
    .end(JSON.stringify(next.body));
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

beforeEach(() => {
  asked = [];
  answers = [];
});

async function call(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const command = new CommandProcess(['call', ...args, '--gateway', gateway]);
  const code = await command.ended;
  return { code, out: command.out, err: command.err };
}

describe('call', () => {
  it('prints the answer as JSON and its status beside it', async () => {
    answers = [{ status: 200, body: { valid: true } }];
    const said = await call('tva', 'company', '{"vatNumber":"FR1"}');
    expect(said).toEqual({ code: 0, out: '{\n  "valid": true\n}\n', err: '200 OK\n' });
    expect(asked.map(({ line }) => line)).toEqual(['GET /tva/companies/FR1']);
  });

  it('prints a problem and ends with 1', async () => {
    answers = [{ status: 404, body: { kind: 'not_found' } }];
    const { code, out } = await call('tva', 'company', '{"vatNumber":"FR1"}');
    expect([code, JSON.parse(out)]).toEqual([1, { kind: 'not_found' }]);
  });

  it('sends the API key it is given', async () => {
    answers = [{ status: 200, body: {} }];
    await call('tva', 'company', '{"vatNumber":"FR1"}', '--key', 'k');
    expect(asked[0]?.headers.authorization).toBe('Bearer k');
  });

  it('takes the API key from the environment, where no process list shows it', async () => {
    answers = [{ status: 200, body: {} }];
    const args = ['call', 'tva', 'company', '{"vatNumber":"FR1"}', '--gateway', gateway];
    await new CommandProcess(args, { PASSERELLE_KEY: 'from-there' }).ended;
    expect(asked[0]?.headers.authorization).toBe('Bearer from-there');
  });

  it('sends an Idempotency-Key where the operation asks for one', async () => {
    answers = [{ status: 201, body: {} }];
    await call('optique', 'placeOrder', '{"agreement":"A1"}');
    expect(asked[0]?.headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    expect(asked[0]?.body).toBe('{"agreement":"A1"}');
  });

  it('follows the job of a 202 to its end when it may wait', async () => {
    answers = [
      { status: 202, headers: { location: '/jobs/1' }, body: { state: 'queued' } },
      { status: 200, body: { state: 'running' } },
      { status: 200, body: { state: 'succeeded', output: { reference: 'O1' } } },
    ];
    const { code, out } = await call('optique', 'placeOrder', '{}', '--wait', '30');
    expect([code, JSON.parse(out)]).toEqual([0, { state: 'succeeded', output: { reference: 'O1' } }]);
    expect(asked.map(({ line }) => line)).toEqual(['POST /optique/orders', 'GET /jobs/1', 'GET /jobs/1']);
  });

  it('ends with 1 when the job did not succeed', async () => {
    answers = [
      { status: 202, headers: { location: '/jobs/1' }, body: { state: 'queued' } },
      { status: 200, body: { state: 'in_doubt' } },
    ];
    expect((await call('optique', 'placeOrder', '{}', '--wait', '30')).code).toBe(1);
  });

  it('leaves a 202 as it is when it may not wait', async () => {
    answers = [{ status: 202, headers: { location: '/jobs/1' }, body: { state: 'queued' } }];
    expect((await call('optique', 'placeOrder', '{}')).err).toBe('202 Accepted\n');
  });

  it.each([
    ['an unknown operation', ['tva', 'check', '{}'], 'tva has no such operation; it has company'],
    ['no JSON', ['tva', 'company'], 'NAME, OPERATION and JSON are needed'],
    [
      'what is no JSON',
      ['tva', 'company', '{x}'],
      'the input is not JSON; quote it for the shell: \'{"reference":"A1"}\'',
    ],
    ['JSON that is no object', ['tva', 'company', '[]'], 'the input must be a JSON object'],
    ['a wait that is no number', ['tva', 'company', '{}', '--wait', 'long'], '--wait takes a number of seconds'],
  ])('is a line and code 2 for %s', async (_, args, complaint) => {
    const { code, err } = await call(...args);
    expect([code, err]).toEqual([2, `passerelle call: ${complaint} (see passerelle call --help)\n`]);
  });

  it('says what to do where no gateway is', async () => {
    const command = new CommandProcess(['call', 'tva', 'company', '{}', '--gateway', 'http://127.0.0.1:9']);
    expect(await command.ended).toBe(1);
    expect(command.err).toMatch(
      /^passerelle call: no gateway answers at http:\/\/127\.0\.0\.1:9 \(.+\): start one with npm start/,
    );
  });
});
