import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Auth } from '../../../src/adapter/auth.ts';
import { basic, digest } from '../../../src/adapter/auth.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import { parametersIn } from '../../../src/protocol/http/challenge.ts';
import type { HttpReply } from '../../../src/protocol/http/http-message.ts';
import { defaultLimits } from '../../../src/protocol/limits.ts';
import { Transport } from '../../../src/protocol/http/transport.ts';
import { breakageOf, fateOf } from '../breakage-of.ts';
import { journey, post } from '../journey.ts';
import type { Partner, Received } from '../partner.ts';
import { httpPartner } from '../partner.ts';
import { hasPhp } from '../../support/foreign-commands.ts';

const anna = digest('anna', new Secret('caffè'));
let transport: Transport;

beforeEach(() => {
  transport = new Transport(defaultLimits);
});

afterEach(() => transport.close());

function send(origin: string, auth: Auth = anna, ...more: Parameters<typeof journey>): Promise<HttpReply> {
  return transport.exchange(post(origin), journey(...more), [auth]);
}

const textOf = ({ chunks }: HttpReply): string => Buffer.concat(chunks).toString();

const given = ({ headers }: Received): Readonly<Record<string, string>> =>
  Object.fromEntries(parametersIn(headers.authorization?.replace(/^Digest /, '')));

/** Refuses with a challenge what bears none of its nonces. */
function asking(nonces: readonly string[], more = ''): (response: ServerResponse, request: Received) => boolean {
  return (response, request) => {
    const isFine = nonces.includes(given(request)['nonce'] ?? '');
    if (!isFine) {
      response.writeHead(401, { 'www-authenticate': `Digest realm="r", nonce="${nonces[0]}", qop="auth"${more}` });
      response.end('<no/>');
    }
    return isFine;
  };
}

describe.skipIf(!hasPhp)('PHP, by the script of its manual (skipped where php-cli is missing)', () => {
  it('takes what we send, the next call at once', async () => {
    await using php = await phpPartner();
    const replies = [await send(php.origin), await send(php.origin)].map((reply) => [reply.status, textOf(reply)]);
    expect(replies).toEqual([
      [200, '<r>anna 00000001 4</r>'],
      [200, '<r>anna 00000002 4</r>'],
    ]);
  });

  it('refuses a wrong password, which is a matter of credentials', async () => {
    await using php = await phpPartner();
    expect((await send(php.origin, digest('anna', new Secret('thé')))).status).toBe(401);
  });
});

describe('how many requests a call costs', () => {
  it('is two for the first and one for the next, counted', async () => {
    const ask = asking(['n1']);
    await using partner = await httpPartner((response, request) => ask(response, request) && response.end('<r/>'));
    await send(partner.origin);
    await send(partner.origin);
    expect(partner.requests.map(given).map(({ nonce, nc }) => [nonce, nc])).toEqual([
      [undefined, undefined],
      ['n1', '00000001'],
      ['n1', '00000002'],
    ]);
  });

  it('is one for another user, once his own nonce is known', async () => {
    const ask = asking(['n1']);
    await using partner = await httpPartner((response, request) => ask(response, request) && response.end('<r/>'));
    const bea = digest('bea', new Secret('x'));
    for (const auth of [anna, bea, anna, bea]) await send(partner.origin, auth);
    expect(partner.requests.map((request) => given(request)['username'])).toEqual([
      undefined,
      'anna',
      undefined,
      'bea',
      'anna',
      'bea',
    ]);
  });

  it('is one with the nonce that the partner wants next', async () => {
    const ask = asking(['n1', 'n2']);
    await using partner = await httpPartner(
      (response, request) =>
        ask(response, request) && response.setHeader('authentication-info', 'nextnonce="n2"').end('<r/>'),
    );
    await send(partner.origin);
    await send(partner.origin);
    expect(given(partner.requests.at(-1) as Received)).toMatchObject({ nonce: 'n2', nc: '00000001' });
  });

  it('is two when the nonce has grown old, and no more', async () => {
    const nonces = ['n1'];
    const ask = asking(nonces, ', stale=true');
    await using partner = await httpPartner((response, request) => ask(response, request) && response.end('<r/>'));
    await send(partner.origin);
    nonces[0] = 'n2';
    expect((await send(partner.origin)).status).toBe(200);
    expect(partner.requests.map((request) => given(request)['nonce'])).toEqual([undefined, 'n1', 'n1', 'n2']);
  });

  it('is two when the password is wrong, again and again: it is sent once for each', async () => {
    const ask = asking(['none is right', 'n1']);
    await using partner = await httpPartner((response) => ask(response, { headers: {} } as Received));
    expect([(await send(partner.origin)).status, (await send(partner.origin)).status]).toEqual([401, 401]);
    expect(partner.requests.map(({ headers }) => headers.authorization !== undefined)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('is three at most, when each nonce is old at once', async () => {
    await using partner = await httpPartner((response) =>
      response.writeHead(401, { 'www-authenticate': 'Digest realm="r", nonce="n", stale=true' }).end(),
    );
    expect((await send(partner.origin)).status).toBe(401);
    expect(partner.requests).toHaveLength(3);
  });
});

it('a body in pieces goes out whole each time', async () => {
  const ask = asking(['n1'], ', qop="auth-int"');
  await using partner = await httpPartner((response, request) => ask(response, request) && response.end('<r/>'));
  const pieces = [Buffer.from('<a>'), Buffer.from('</a>')];
  const body = { bytes: 7, [Symbol.iterator]: () => pieces[Symbol.iterator]() };
  const reply = await transport.exchange({ ...post(partner.origin), body }, journey(), [anna]);
  expect([reply.status, ...partner.requests.map((request) => request.body)]).toEqual([200, '<a></a>', '<a></a>']);
});

describe('what is never sent', () => {
  it('the password by Basic, which alone is asked for', async () => {
    await using partner = await httpPartner((response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="r"' }).end(),
    );
    expect((await send(partner.origin)).status).toBe(401);
    expect(partner.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('an answer to a challenge where Digest is not declared', async () => {
    const ask = asking(['n1']);
    await using partner = await httpPartner((response, request) => ask(response, request) && response.end());
    expect((await send(partner.origin, basic('anna', new Secret('x')))).status).toBe(401);
    expect(partner.requests).toHaveLength(1);
  });
});

describe('a realm beyond ASCII', () => {
  it('comes back with the octets that it came with', async () => {
    const realm = Buffer.from('Accès réservé').toString('latin1');
    await using partner = await httpPartner((response, { headers }) => {
      if (headers.authorization === undefined)
        response.writeHead(401, { 'www-authenticate': `Digest realm="${realm}", nonce="n"` });
      response.end('<r/>');
    });
    const { status } = await send(partner.origin);
    expect([status, partner.requests.map((request) => given(request)['realm'])]).toEqual([200, [undefined, realm]]);
  });
});

describe('a call that may be made once', () => {
  it('asks for its sending mark once, before the first request', async () => {
    const ask = asking(['n1']);
    await using partner = await httpPartner((response, request) => ask(response, request) && response.end('<r/>'));
    const seen: number[] = [];
    await send(partner.origin, anna, {
      beforeFirstByte: async () => {
        seen.push(partner.requests.length);
      },
    });
    expect(seen).toEqual([0]);
  });

  it('has the time of one attempt for both requests', async () => {
    const ask = asking(['n1']);
    await using partner = await httpPartner((response, request) => void ask(response, request));
    expect(await fateOf(send(partner.origin, anna, { timeoutMs: 200 }))).toEqual({
      kind: 'timeout',
      delivery: 'unknown',
    });
    expect(partner.requests).toHaveLength(2);
  });

  it('is not in doubt when its answer finds no connection', async () => {
    const ask = asking(['n1']);
    const open: Partner[] = [];
    const partner = await httpPartner((response, request) => {
      response.setHeader('connection', 'close');
      ask(response, request);
      void open[0]?.[Symbol.asyncDispose]();
    });
    open.push(partner);
    const { kind, delivery } = await breakageOf(send(partner.origin));
    expect([kind, delivery]).toEqual(['unreachable', 'none']);
  });
});

/** PHP's own server. */
async function phpPartner(): Promise<{ origin: string } & AsyncDisposable> {
  const child = spawn('php', ['-S', '127.0.0.1:0', join(import.meta.dirname, 'digest-partner.php')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const origin = await new Promise<string>((tell) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /\((http:\/\/[\d.:]+)\) started/.exec(said) ?? [];
      if (url !== undefined) tell(url);
    });
  });
  return {
    origin,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
