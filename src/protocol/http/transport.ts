import type { Readable } from 'node:stream';
import type { buildConnector } from 'undici';
import { Pool } from 'undici';
import type { Auth } from '../../adapter/auth.ts';
import { BreakageError } from '../../adapter/breakage.ts';
import { markValidMs } from '../../adapter/sending-mark.ts';
import type { Attempt } from '../bound.ts';
import type { DigestCredential } from './digest.ts';
import { hearAlerts } from './certificate-verdict.ts';
import { DigestSessions } from './digest-sessions.ts';
import { Exchange } from './exchange.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import type { ProtocolLimits } from '../limits.ts';
import { ByteBudget } from './byte-budget.ts';
import type { TlsIdentity } from './tls-identity.ts';
import { explained, tlsIdentityOf } from './tls-identity.ts';
import { patientConnector } from './unasked-continue.ts';

interface Origin {
  readonly pool: Pool;
  exchanges: number;
}

type Journey = Pick<Attempt, 'timeoutMs' | 'signal' | 'beforeFirstByte'>;

/** Beyond them, pools that nobody uses are closed: addresses and certificates may be another for each client. */
const mostOrigins = 512;

/**
 * HTTP/1.1 to partners: one pool of kept connections per origin and client certificate; no redirect is followed, and
 * nothing is sent twice but what a partner refused with a challenge to answer.
 */
export class Transport {
  readonly #origins = new Map<string, Origin>();
  readonly #digests = new DigestSessions();
  readonly #limits: ProtocolLimits;
  readonly #budget: ByteBudget;
  readonly #tls: buildConnector.BuildOptions;

  /** `tls`: what the connector needs besides the process's own certificates. */
  constructor(limits: ProtocolLimits, tls: buildConnector.BuildOptions = {}) {
    this.#limits = limits;
    this.#budget = new ByteBudget(limits.maxHeldBytes);
    this.#tls = tls;
  }

  /**
   * Sends one request and takes its reply whole. Of `auths` it carries out what no header can: client certificates, and
   * Digest. Throws a BreakageError, or what `beforeFirstByte` threw.
   */
  async exchange(request: HttpRequest, journey: Journey, auths: readonly Auth[] = []): Promise<HttpReply> {
    const digest = auths.find((auth) => auth.kind === 'digest');
    const identity = tlsIdentityOf(auths);
    const origin = this.#origin(request.origin, identity);
    if (origin.exchanges >= this.#limits.maxConnections) {
      throw new BreakageError('overloaded', `All ${this.#limits.maxConnections} connections to this partner are taken`);
    }
    origin.exchanges++;
    try {
      return await this.#travel(origin.pool, request, journey, digest);
    } catch (error) {
      throw identity ? explained(error, identity, Date.now()) : error;
    } finally {
      origin.exchanges--;
    }
  }

  async close(): Promise<void> {
    const pools = [...this.#origins.values()].map(({ pool }) => pool);
    this.#origins.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  async #travel(
    pool: Pool,
    request: HttpRequest,
    journey: Journey,
    digest: DigestCredential | undefined,
  ): Promise<HttpReply> {
    const { signal, timeoutMs } = journey;
    if (signal.aborted) throw aborted(signal, false);
    let startBy = Infinity;
    if (journey.beforeFirstByte) {
      const asked = performance.now();
      await journey.beforeFirstByte();
      startBy = asked + markValidMs;
      if (signal.aborted) throw aborted(signal, false);
    }
    let exchange = this.#newExchange(startBy);
    let over: BreakageError | undefined;
    const end = (breakage: BreakageError): void => {
      over = breakage;
      exchange.giveUp(breakage);
    };
    const onAbort = (): void => end(aborted(signal, exchange.sent));
    const timer = setTimeout(() => end(timedOut(timeoutMs, exchange.sent)), timeoutMs);
    signal.addEventListener('abort', onAbort);
    try {
      if (!digest) return await this.#send(pool, request, exchange);
      let reply = await this.#send(pool, request, exchange, this.#digests.authorization(digest, request));
      for (let answers = 0; reply.status === 401 && answers < 2; answers++) {
        const authorization = this.#digests.answer(digest, request, reply, answers > 0);
        if (authorization === undefined) return reply;
        if (over) throw challenged(over);
        exchange.release();
        exchange = this.#newExchange(startBy);
        reply = await this.#send(pool, request, exchange, authorization);
      }
      this.#digests.learn(digest, request, reply);
      return reply;
    } finally {
      exchange.release();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #newExchange(startBy: number): Exchange {
    return new Exchange(this.#limits.maxReplyBytes, this.#budget, startBy);
  }

  #send(pool: Pool, request: HttpRequest, exchange: Exchange, authorization?: string): Promise<HttpReply> {
    const { body } = request;
    const greeting = authorization === undefined ? [] : ['authorization', authorization];
    // Old partners refuse a body whose length they are not told.
    const length = typeof body === 'object' ? ['content-length', String(body.bytes)] : [];
    const headers =
      greeting.length + length.length === 0 ? request.headers : [...request.headers, ...greeting, ...length];
    const sent = typeof body === 'object' ? (body as unknown as Readable) : (body ?? null);
    pool.dispatch({ ...request, headers, body: sent, headersTimeout: 0, bodyTimeout: 0 }, exchange);
    return exchange.reply;
  }

  #origin(url: string, identity: TlsIdentity | undefined): Origin {
    const name = identity ? `${url} ${identity.key}` : url;
    let origin = this.#origins.get(name);
    if (!origin) {
      if (this.#origins.size >= mostOrigins) this.#closeIdle();
      const connect = patientConnector({
        allowH2: false,
        autoSelectFamily: true,
        ...this.#tls,
        ...(identity && { secureContext: identity.context }),
        timeout: this.#limits.connectTimeoutMs,
      });
      const pool = new Pool(url, {
        connections: this.#limits.maxConnections,
        connect: hearAlerts(connect, identity !== undefined),
      });
      origin = { pool, exchanges: 0 };
      this.#origins.set(name, origin);
    }
    return origin;
  }

  #closeIdle(): void {
    for (const [name, { pool, exchanges }] of this.#origins) {
      if (exchanges > 0) continue;
      this.#origins.delete(name);
      void pool.close();
    }
  }
}

/** The time was over while the partner's challenge was read: it did nothing. */
function challenged(over: BreakageError): BreakageError {
  return new BreakageError(over.kind, over.message, { delivery: 'refused', cause: over });
}

function timedOut(timeoutMs: number, sent: boolean): BreakageError {
  return sent
    ? new BreakageError('timeout', `The partner did not answer within ${timeoutMs} ms`)
    : new BreakageError('unreachable', `No connection to the partner within ${timeoutMs} ms; nothing was sent`);
}

/**
 * An attempt that was given up. A signal whose reason is a BreakageError keeps its kind; a deadline (`TimeoutError`) is
 * the partner’s slowness; anything else, a caller that hung up, is nobody's breakage but the call's own.
 */
function aborted(signal: AbortSignal, sent: boolean): BreakageError {
  const reason: unknown = signal.reason;
  const facts = { delivery: sent ? 'unknown' : 'none', cause: reason } as const;
  if (reason instanceof BreakageError) return new BreakageError(reason.kind, reason.message, facts);
  if (reason instanceof DOMException && reason.name === 'TimeoutError') {
    return sent
      ? new BreakageError('timeout', 'The partner did not answer before the deadline', facts)
      : new BreakageError('unreachable', 'No connection to the partner before the deadline; nothing was sent', facts);
  }
  return new BreakageError('expired', 'The attempt was given up', facts);
}
