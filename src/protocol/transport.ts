import type { buildConnector } from 'undici';
import { Pool } from 'undici';
import { BreakageError } from '../adapter/breakage.ts';
import { markValidMs } from '../adapter/sending-mark.ts';
import type { Attempt } from './bound.ts';
import { Exchange } from './exchange.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import { inflated } from './inflate.ts';
import type { ProtocolLimits } from './limits.ts';
import { ByteBudget } from './byte-budget.ts';
import { patientConnector } from './unasked-continue.ts';

interface Origin {
  readonly pool: Pool;
  exchanges: number;
}

type Journey = Pick<Attempt, 'timeoutMs' | 'signal' | 'beforeFirstByte'>;

/** HTTP/1.1 to partners: one pool of kept connections per origin; no redirect is followed, nothing is sent twice. */
export class Transport {
  readonly #origins = new Map<string, Origin>();
  readonly #limits: ProtocolLimits;
  readonly #budget: ByteBudget;
  readonly #tls: buildConnector.BuildOptions;

  /** `tls`: what the connector needs besides the process's own certificates. */
  constructor(limits: ProtocolLimits, tls: buildConnector.BuildOptions = {}) {
    this.#limits = limits;
    this.#budget = new ByteBudget(limits.maxHeldBytes);
    this.#tls = tls;
  }

  /** Sends one request and takes its reply whole. Throws a BreakageError, or what `beforeFirstByte` threw. */
  async exchange(request: HttpRequest, journey: Journey): Promise<HttpReply> {
    const origin = this.#origin(request.origin);
    if (origin.exchanges >= this.#limits.maxConnections) {
      throw new BreakageError('overloaded', `All ${this.#limits.maxConnections} connections to this partner are taken`);
    }
    origin.exchanges++;
    try {
      return await this.#travel(origin.pool, request, journey);
    } finally {
      origin.exchanges--;
    }
  }

  async close(): Promise<void> {
    const pools = [...this.#origins.values()].map(({ pool }) => pool);
    this.#origins.clear();
    await Promise.all(pools.map((pool) => pool.destroy()));
  }

  async #travel(pool: Pool, request: HttpRequest, journey: Journey): Promise<HttpReply> {
    const { signal, timeoutMs } = journey;
    if (signal.aborted) throw aborted(signal, false);
    let startBy = Infinity;
    if (journey.beforeFirstByte) {
      const asked = performance.now();
      await journey.beforeFirstByte();
      startBy = asked + markValidMs;
      if (signal.aborted) throw aborted(signal, false);
    }
    const exchange = new Exchange(this.#limits.maxReplyBytes, this.#budget, startBy);
    const onAbort = (): void => exchange.giveUp(aborted(signal, exchange.sent));
    const timer = setTimeout(() => exchange.giveUp(timedOut(timeoutMs, exchange.sent)), timeoutMs);
    signal.addEventListener('abort', onAbort);
    try {
      pool.dispatch({ ...request, body: request.body ?? null, headersTimeout: 0, bodyTimeout: 0 }, exchange);
      const { status, headers, chunks, bytes, lost } = await exchange.reply;
      const raw = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, lost ? 0 : bytes);
      if (lost || headers['content-encoding'] === undefined) return { status, headers, body: raw, lost };
      return await plain(status, headers, raw, this.#limits.maxReplyBytes);
    } finally {
      exchange.release();
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #origin(name: string): Origin {
    let origin = this.#origins.get(name);
    if (!origin) {
      const pool = new Pool(name, {
        connections: this.#limits.maxConnections,
        connect: patientConnector({
          allowH2: false,
          autoSelectFamily: true,
          ...this.#tls,
          timeout: this.#limits.connectTimeoutMs,
        }),
      });
      origin = { pool, exchanges: 0 };
      this.#origins.set(name, origin);
    }
    return origin;
  }
}

async function plain(status: number, headers: HttpReply['headers'], raw: Buffer, maxBytes: number): Promise<HttpReply> {
  try {
    return { status, headers, body: await inflated(raw, headers['content-encoding'], maxBytes), lost: undefined };
  } catch (error) {
    if (!(error instanceof BreakageError)) throw error;
    return { status, headers, body: Buffer.alloc(0), lost: error };
  }
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
