import { basename } from 'node:path';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { Contract, OperationModel } from '../../codec/index.ts';
import { link, loadWsdl } from '../../codec/index.ts';
import type { Corrections } from '../../adapter/corrections.ts';
import { ByteBudget } from '../../protocol/byte-budget.ts';
import { contentTypeOf } from '../../protocol/content-type.ts';
import { readCorrections } from '../../protocol/corrections-file.ts';
import { UsageError } from '../arguments.ts';
import { readDocument } from '../load-document.ts';
import type { Misbehaviour } from './misbehaviour.ts';
import { afterOne, honest, misbehaviourIn, misplay, modes, send } from './misbehaviour.ts';
import { ServedDocuments } from './served-documents.ts';
import type { ReceivedMessage, Reply, SimulatedReply } from './simulated-partner.ts';
import { SimulatedPartner } from './simulated-partner.ts';

export interface SimulatorOptions {
  /** Path of the WSDL. */
  readonly wsdl: string;
  /** Where to listen on loopback; 0: any free port. */
  readonly port: number;
  /** The one SOAP port to play; all where it is absent. */
  readonly wsdlPort?: string | undefined;
  /** Path of the file that says where wire and WSDL disagree. */
  readonly corrections?: string | undefined;
  /** What is answered; invented outputs where it is absent. */
  readonly reply?: Reply | undefined;
  /** Told of each message that the simulator itself failed at. */
  readonly onError?: (error: unknown) => void;
}

/** A partner that is played from its WSDL. */
export interface WsdlSimulator {
  /** As `http://127.0.0.1:8090`. */
  readonly url: string;
  readonly contract: Contract;
  readonly operations: readonly OperationModel[];
  close(): Promise<void>;
}

const maxRequestBytes = 32 * 1024 * 1024;
/** Of all messages that are being taken and answered. */
const maxHeldBytes = 256 * 1024 * 1024;
const maxSwitchBytes = 4 * 1024;
const maxConnections = 256;
const requestTimeoutMs = 60_000;

const failing: Reply = () => ({ $fault: { code: 'Server', reason: 'This simulator was switched to fail' } });

const unzip = promisify(gunzip);
const unzlib = promisify(inflate);

/** A request that is no message; its status says why. */
class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Plays the partner of a WSDL on loopback. Throws DocumentError for the WSDL, UsageError for a port that it does not have, and what `listen` throws. */
export async function startWsdlSimulator(options: SimulatorOptions): Promise<WsdlSimulator> {
  const { contract, documents } = readDocument(options.wsdl, () => ({
    contract: link(loadWsdl(options.wsdl, correctionsOf(options))),
    documents: new ServedDocuments(options.wsdl),
  }));
  const operations = played(contract.model.operations, options);
  const partner = new SimulatedPartner(contract, operations, options.reply ?? (() => undefined));
  const failed = new SimulatedPartner(contract, operations, failing);
  const desk = new Desk(documents, (message, refuse) => (refuse ? failed : partner).answer(message));
  const server = createServer((request, response) => {
    desk.take(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else if (error instanceof RequestError)
        send(response.setHeader('connection', 'close'), plain(error.status, error.message));
      else send(response, plain(500, 'the simulator failed at this message'));
      if (!(error instanceof RequestError)) options.onError?.(error);
    });
  });
  server.maxConnections = maxConnections;
  server.requestTimeout = requestTimeoutMs;
  await listening(server, options.port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desk.origin = url;
  return {
    url,
    contract,
    operations,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function correctionsOf({ corrections }: SimulatorOptions): Corrections | undefined {
  return corrections === undefined ? undefined : readCorrections(corrections);
}

function played(
  operations: readonly OperationModel[],
  { wsdl, wsdlPort }: SimulatorOptions,
): readonly OperationModel[] {
  const ports = [...new Set(operations.map(({ port }) => port))];
  if (ports.length === 0) throw new UsageError(`${basename(wsdl)} has no SOAP port`);
  if (wsdlPort !== undefined && !ports.includes(wsdlPort))
    throw new UsageError(`${basename(wsdl)} has no SOAP port ${wsdlPort}; it has ${ports.join(', ')}`);
  return wsdlPort === undefined ? operations : operations.filter(({ port }) => port === wsdlPort);
}

/** Where requests come in: messages, the WSDL and its files, and the switch. */
class Desk {
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

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/' } = request;
    const [path = '/', query = ''] = url.split('?', 2);
    if (path === '/_switch') return this.#operate(request, response);
    if (method === 'GET' || method === 'HEAD') return send(response, this.#document(path, query));
    if (method !== 'POST') throw new RequestError(405, 'messages come by POST, the WSDL by GET ?wsdl');
    const { 'content-type': contentType = '', 'content-encoding': contentEncoding } = request.headers;
    let held = 0;
    const hold = (bytes: number): void => {
      if (!this.#budget.take(bytes)) throw new RequestError(503, 'too many large messages at once');
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
    if (bytes > maxBytes) throw new RequestError(413, `more than ${maxBytes} bytes`);
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

function plain(status: number, words: string): SimulatedReply {
  return { status, contentType: 'text/plain; charset=utf-8', body: Buffer.from(`${words}\n`) };
}

function json(status: number, value: unknown): SimulatedReply {
  return { status, contentType: 'application/json', body: Buffer.from(`${JSON.stringify(value)}\n`) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
