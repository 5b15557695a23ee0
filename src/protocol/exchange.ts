import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { BreakageError } from '../adapter/breakage.ts';
import { connectionBreakage } from './connection-breakage.ts';
import type { ByteBudget } from './byte-budget.ts';

type Controller = Dispatcher.DispatchController;

/** A reply as it came over the wire, its body still compressed where the partner chose to. */
export interface RawReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly chunks: readonly Buffer[];
  readonly bytes: number;
  readonly lost: BreakageError | undefined;
}

/** One request and its reply at undici's dispatch level, where "written to a connection" is a fact and not a guess. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly reply: Promise<RawReply>;
  #resolve!: (reply: RawReply) => void;
  #reject!: (breakage: BreakageError) => void;
  #controller: Controller | undefined;
  #givenUp: BreakageError | undefined;
  #sent = false;
  #settled = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  readonly #maxBytes: number;
  readonly #budget: ByteBudget;
  readonly #startBy: number;

  /** `startBy`: the `performance.now()` after which no first byte may leave. */
  constructor(maxBytes: number, budget: ByteBudget, startBy: number) {
    this.#maxBytes = maxBytes;
    this.#budget = budget;
    this.#startBy = startBy;
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether the request was handed to a connection: from here on the partner may have it. */
  get sent(): boolean {
    return this.#sent;
  }

  /** Gives back what the reply took of the budget. */
  release(): void {
    this.#budget.give(this.#bytes);
    this.#bytes = 0;
  }

  /** Ends the exchange; what is not yet written never will be. */
  giveUp(breakage: BreakageError): void {
    if (this.#settled) return;
    this.#givenUp = breakage;
    this.#settle(breakage);
    this.#controller?.abort(breakage);
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#givenUp) return controller.abort(this.#givenUp);
    if (performance.now() > this.#startBy) {
      const late = new BreakageError('unreachable', 'No connection to the partner in time; nothing was sent');
      this.giveUp(late);
      return;
    }
    this.#sent = true;
  }

  onResponseStart(controller: Controller, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
    if (status >= 200 && Number(headers['content-length'] ?? 0) > this.#maxBytes) {
      this.#tooLarge(controller, `The partner’s reply is larger than ${this.#maxBytes} bytes`);
    }
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.#settled) return;
    if (this.#bytes + chunk.byteLength > this.#maxBytes) {
      this.#tooLarge(controller, `The partner’s reply is larger than ${this.#maxBytes} bytes`);
    } else if (this.#budget.take(chunk.byteLength)) {
      this.#bytes += chunk.byteLength;
      this.#chunks.push(chunk);
    } else this.#tooLarge(controller, 'The partner’s replies under way are together larger than we may hold');
  }

  onResponseEnd(): void {
    this.#settle(undefined);
  }

  onResponseError(_controller: Controller | null, error: Error): void {
    this.#settle(connectionBreakage(error, this.#sent));
  }

  #tooLarge(controller: Controller, message: string): void {
    const breakage = new BreakageError('malformed', message);
    this.#settle(breakage);
    controller.abort(breakage);
  }

  #settle(lost: BreakageError | undefined): void {
    if (this.#settled) return;
    this.#settled = true;
    if (lost && this.#status < 200) this.#reject(lost);
    else {
      const chunks = lost ? [] : this.#chunks;
      this.#resolve({ status: this.#status, headers: this.#headers, chunks, bytes: this.#bytes, lost });
    }
  }
}
