import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { ByteBudget } from '../../protocol/http/byte-budget.ts';
import { contentTypeOf } from '../../protocol/http/content-type.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { afterOne, honest, misbehaviourIn, misplay, modes, send } from './misbehaviour.ts';
import type { ServedDocuments } from './served-documents.ts';
import type { ReceivedMessage, SimulatedReply } from './simulated-partner.ts';

const maxRequestBytes = 32 * 1024 * 1024;
/** Of all messages that are being taken and answered. */
const maxHeldBytes = 256 * 1024 * 1024;
const maxSwitchBytes = 4 * 1024;

const unzip = promisify(gunzip);
const unzlib = promisify(inflate);

/** A request that cannot be answered; its HTTP status says why. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The requests that a simulator answers: messages, the WSDL and its files, and the switch. */
export class SimulatorRequests {
  /** Where the simulator listens, as `http://127.0.0.1:8090`. */
  origin = '';
  readonly #documents: ServedDocuments;
  readonly #answer: (message: ReceivedMessage, refuse: boolean) => Promise<SimulatedReply>;
  readonly #budget = new ByteBudget(maxHeldBytes);
  #switch: Misbehaviour = honest;

  constructor(
    documents: ServedDocuments,
    answer: (message: ReceivedMessage, refuse: boolean) => Promise<SimulatedReply>,
  ) {
    this.#documents = documents;
    this.#answer = answer;
  }

  /** Answers one request. Throws RequestError, and what answering throws. */
  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request;
    const [path = '/', query = ''] = url.split('?', 2);
    if (path === '/_switch') return this.#operate(request, response);
    if (method === 'GET' || method === 'HEAD') return send(response, this.#document(path, query));
    if (method !== 'POST') throw new RequestError(405, 'messages come by POST, the WSDL by GET ?wsdl');
    const { 'content-type': contentType = '', 'content-encoding': contentEncoding } = request.headers;
    let held = 0;
    const hold = (bytes: number): void => {
      if (!this.#budget.take(bytes))
        throw new RequestError(503, 'too many large messages at once: send it again once the others are answered');
      held += bytes;
    };
    try {
      const sent = await bodyOf(request, maxRequestBytes, hold);
      // What a compressed body becomes is known only when it has become it.
      if (contentEncoding !== undefined) hold(maxRequestBytes);
      const body = await inflated(sent, contentEncoding);
      const now = this.#switch;
      this.#switch = afterOne(now);
      const message: ReceivedMessage = { path, body, contentType, soapAction: actionIn(request) };
      await misplay(response, now, (refuse) => this.#answer(message, refuse));
    } finally {
      this.#budget.give(held);
    }
  }

  #document(path: string, query: string): SimulatedReply {
    const text = /^wsdl\b/i.test(query) ? this.#documents.entry(this.origin) : this.#documents.at(path, this.origin);
    if (text === undefined) throw new RequestError(404, `the WSDL is at ${this.origin}/?wsdl`);
    return { status: 200, contentType: 'text/xml; charset=utf-8', body: Buffer.from(text) };
  }

  async #operate(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await bodyOf(request, maxSwitchBytes)).toString();
    if (request.method === 'DELETE') this.#switch = honest;
    else if (request.method === 'POST') {
      const wanted = misbehaviourIn(text);
      if (wanted === undefined)
        return send(response, json(400, { send: { mode: '…', delayMs: 3_000, times: 1 }, modes }));
      this.#switch = wanted;
    }
    send(response, json(200, this.#switch));
  }
}

/** SOAP 1.1 §6.1.1: quoted; SOAP 1.2 part 2 §7.1.4: a parameter of the media type. */
function actionIn({ headers }: IncomingMessage): string | undefined {
  const parameter = contentTypeOf(headers['content-type'] ?? '').parameters.get('action');
  const given = headers['soapaction'];
  return parameter ?? (typeof given === 'string' ? given.trim().replaceAll(/^"|"$/g, '') : undefined);
}

async function bodyOf(request: IncomingMessage, maxBytes: number, hold?: (bytes: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The rest of a body that is refused stays unread, and the answer can still be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new RequestError(413, `the body has more than ${maxBytes} bytes, which this simulator does not take`);
    hold?.(chunk.byteLength);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function inflated(body: Buffer, contentEncoding: string | undefined): Promise<Buffer> {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'deflate')
    throw new RequestError(415, 'content encodings are gzip and deflate');
  try {
    return await (encoding === 'gzip' ? unzip : unzlib)(body, { maxOutputLength: maxRequestBytes });
  } catch {
    throw new RequestError(400, 'the body is not what its content encoding says, or larger than may be');
  }
}

function json(status: number, value: unknown): SimulatedReply {
  return { status, contentType: 'application/json', body: Buffer.from(`${JSON.stringify(value)}\n`) };
}
