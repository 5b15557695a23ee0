import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { BreakageError } from '../../adapter/breakage.ts';
import type { ByteBudget } from './byte-budget.ts';
import { connectionBreakage } from './connection-breakage.ts';
import type { HttpReply } from './http-message.ts';
import { contentEncodingsOf, Inflation } from './inflate.ts';
import type { WholeBody } from './reply-body.ts';
import { ReplyBody, tooLarge } from './reply-body.ts';

type Controller = Dispatcher.DispatchController;

const noBody: WholeBody = { chunks: [], bytes: 0, contentType: undefined, attachments: undefined };

/** One request and its reply at undici's dispatch level, where "written to a connection" is a fact and not a guess. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly reply: Promise<HttpReply>;
  #resolve!: (reply: HttpReply) => void;
  #reject!: (breakage: BreakageError) => void;
  #controller: Controller | undefined;
  #givenUp: BreakageError | undefined;
  #sent = false;
  #settled = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #body: ReplyBody | undefined;
  #inflation: Inflation | undefined;
  #received = 0;
  #held = 0;
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
    this.#budget.give(this.#held);
    this.#held = 0;
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
    if (status < 200 || this.#settled) return;
    try {
      if (Number(headers['content-length'] ?? 0) > this.#maxBytes) throw tooLarge(this.#maxBytes);
      this.#body = new ReplyBody(headers, this.#maxBytes, (bytes) => this.#hold(bytes));
      const encoding = headers['content-encoding'];
      if (encoding === undefined) return;
      const encodings = contentEncodingsOf(encoding);
      if (encodings.length > 0) this.#inflation = this.#inflate(encodings, this.#body, controller);
    } catch (error) {
      this.#lose(controller, error);
    }
  }

  onResponseData(controller: Controller, piece: Buffer): void {
    if (this.#settled) return;
    try {
      this.#received += piece.byteLength;
      if (this.#received > this.#maxBytes) throw tooLarge(this.#maxBytes);
      (this.#inflation ?? this.#body)?.write(piece);
    } catch (error) {
      this.#lose(controller, error);
    }
  }

  onResponseEnd(controller: Controller): void {
    if (this.#inflation === undefined) this.#end(controller);
    else this.#inflation.end();
  }

  onResponseError(_controller: Controller | null, error: Error): void {
    this.#settle(connectionBreakage(error, this.#sent));
  }

  #inflate(encodings: readonly string[], body: ReplyBody, controller: Controller): Inflation {
    return new Inflation(encodings, body, {
      pause: () => controller.pause(),
      resume: () => controller.resume(),
      failed: (error) => this.#lose(controller, error),
      done: () => this.#end(controller),
    });
  }

  #end(controller: Controller): void {
    if (this.#settled) return;
    try {
      this.#body?.end();
      this.#settle(undefined);
    } catch (error) {
      this.#lose(controller, error);
    }
  }

  #hold(bytes: number): void {
    if (!this.#budget.take(bytes)) {
      throw new BreakageError('malformed', 'The partner’s replies under way are together larger than we may hold');
    }
    this.#held += bytes;
  }

  #lose(controller: Controller, error: unknown): void {
    const cause =
      error instanceof BreakageError ? error : new BreakageError('internal', 'Taking a reply failed', { cause: error });
    this.#settle(cause);
    controller.abort(cause);
  }

  #settle(lost: BreakageError | undefined): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#inflation?.destroy();
    if (lost && this.#status < 200) this.#reject(lost);
    else {
      const whole = (lost === undefined ? this.#body?.whole() : undefined) ?? noBody;
      this.#body = undefined;
      const { chunks, bytes, contentType, attachments } = whole;
      this.#resolve({ status: this.#status, headers: this.#headers, chunks, bytes, contentType, attachments, lost });
    }
  }
}
