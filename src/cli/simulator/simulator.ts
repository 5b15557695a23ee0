import { basename } from 'node:path';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract, OperationModel } from '../../codec/index.ts';
import { link, loadWsdl } from '../../codec/index.ts';
import type { Corrections } from '../../adapter/corrections.ts';
import { readCorrections } from '../../protocol/corrections-file.ts';
import { UsageError } from '../arguments.ts';
import { readDocument } from '../load-document.ts';
import { send } from './misbehaviour.ts';
import { ServedDocuments } from './served-documents.ts';
import type { Reply, SimulatedReply } from './simulated-partner.ts';
import { SimulatedPartner } from './simulated-partner.ts';
import { RequestError, SimulatorRequests } from './simulator-requests.ts';

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

const maxConnections = 256;
const requestTimeoutMs = 60_000;

const failing: Reply = () => ({ $fault: { code: 'Server', reason: 'This simulator was switched to fail' } });

/** Plays the partner of a WSDL on loopback. Throws DocumentError for the WSDL, UsageError for a port that it does not have, and what `listen` throws. */
export async function startWsdlSimulator(options: SimulatorOptions): Promise<WsdlSimulator> {
  const { contract, documents } = readDocument(options.wsdl, () => ({
    contract: link(loadWsdl(options.wsdl, correctionsOf(options))),
    documents: new ServedDocuments(options.wsdl),
  }));
  const operations = played(contract.model.operations, options);
  const partner = new SimulatedPartner(contract, operations, options.reply ?? (() => undefined));
  const failed = new SimulatedPartner(contract, operations, failing);
  const requests = new SimulatorRequests(documents, (message, refuse) => (refuse ? failed : partner).answer(message));
  const server = createServer((request, response) => {
    requests.take(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else if (error instanceof RequestError)
        send(response.setHeader('connection', 'close'), plain(error.status, error.message));
      else send(response, plain(500, 'the simulator failed at this message: what it prints says why'));
      if (!(error instanceof RequestError)) options.onError?.(error);
    });
  });
  server.maxConnections = maxConnections;
  server.requestTimeout = requestTimeoutMs;
  await listening(server, options.port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  requests.origin = url;
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

function plain(status: number, words: string): SimulatedReply {
  return { status, contentType: 'text/plain; charset=utf-8', body: Buffer.from(`${words}\n`) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
