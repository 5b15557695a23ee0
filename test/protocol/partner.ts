import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket, TlsOptions } from 'node:tls';

/** A partner on a loopback port, and what it was sent. */
export interface Partner extends AsyncDisposable {
  readonly origin: string;
  readonly requests: Received[];
  readonly connections: () => number;
}

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The body as it came. */
  readonly octets: Buffer;
}

async function listen(
  server: NetServer,
): Promise<{ origin: string; connections: () => number; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export type Respond = (response: ServerResponse, request: Received) => void;

/** Reads each request whole, keeps it, and has it answered. */
function listener(requests: Received[], answer: Respond): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const octets = Buffer.concat(chunks);
      const received = { method, url, headers, body: octets.toString(), octets };
      requests.push(received);
      answer(response, received);
    });
  };
}

/** A partner that speaks HTTP. */
export async function httpPartner(answer: Respond): Promise<Partner> {
  const requests: Received[] = [];
  const { origin, connections, close } = await listen(
    createServer({ keepAliveTimeout: 60_000 }, listener(requests, answer)),
  );
  return { origin, requests, connections, [Symbol.asyncDispose]: close };
}

const tlsFolder = join(import.meta.dirname, 'tls');

/** The certificate of {@link tlsPartner}, which vouches for itself. */
export const certificate = readFileSync(join(tlsFolder, 'certificate.pem'), 'utf8');

/** A partner that speaks HTTP over TLS; its origin is still written with `http:`. */
export async function tlsPartner(answer: Respond): Promise<Partner> {
  const requests: Received[] = [];
  const key = readFileSync(join(tlsFolder, 'key.pem'), 'utf8');
  const { origin, connections, close } = await listen(
    createTlsServer({ key, cert: certificate }, listener(requests, answer)),
  );
  return { origin, requests, connections, [Symbol.asyncDispose]: close };
}

/** What a TLS partner knows of who is connected. */
export interface Peer extends Received {
  /** The common name of its certificate. */
  readonly peer: string | undefined;
  /** The session was one of before. */
  readonly resumed: boolean;
}

/** A partner that speaks HTTP over TLS as told, by its true origin. */
export async function httpsPartner(
  options: TlsOptions,
  answer: (response: ServerResponse, request: Peer) => void,
): Promise<Partner> {
  const requests: Received[] = [];
  const { origin, connections, close } = await listen(
    createTlsServer(
      options,
      listener(requests, (response, request) => {
        const socket = response.socket as TLSSocket;
        const name = socket.getPeerCertificate().subject?.CN;
        answer(response, { ...request, peer: name?.toString(), resumed: socket.isSessionReused() });
      }),
    ),
  );
  return { origin: origin.replace('http:', 'https:'), requests, connections, [Symbol.asyncDispose]: close };
}

/** A partner that speaks bytes. `answer` gets each connection. */
export async function rawPartner(answer: (socket: Socket) => void): Promise<Partner> {
  const { origin, connections, close } = await listen(createNetServer(answer));
  return { origin, requests: [], connections, [Symbol.asyncDispose]: close };
}

/** An origin that nobody listens on. */
export async function closedOrigin(): Promise<string> {
  const { origin, close } = await listen(createNetServer());
  await close();
  return origin;
}
