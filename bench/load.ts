import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What a run of requests came to. */
export interface Load {
  readonly requestsPerSecond: number;
  readonly wrong: number;
}

/** One keep-alive connection that asks again as soon as it is answered. Reads only what it must: status, length, bytes. */
class Connection {
  answered = 0;
  wrong = 0;
  private readonly socket: Socket;
  private readonly request: Buffer;
  private missing = -1;
  private head = '';

  constructor(socket: Socket, request: Buffer) {
    this.socket = socket;
    this.request = request;
    socket.on('data', (chunk) => this.take(chunk));
    socket.write(request);
  }

  private take(chunk: Buffer): void {
    let body = chunk;
    if (this.missing === -1) {
      this.head += chunk.toString('latin1');
      const end = this.head.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = /content-length: (\d+)/i.exec(this.head)?.[1];
      if (!this.head.startsWith('HTTP/1.1 200') || length === undefined) this.wrong++;
      this.missing = Number(length ?? 0);
      body = Buffer.from(this.head.slice(end + 4), 'latin1');
      this.head = '';
    }
    this.missing -= body.length;
    if (this.missing > 0) return;
    this.missing = -1;
    this.answered++;
    this.socket.write(this.request);
  }
}

/** Posts `body` to a path on loopback over so many connections, for so long. */
export async function load(
  port: number,
  path: string,
  body: string,
  connections: number,
  durationMs: number,
): Promise<Load> {
  const request = Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  const sockets = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket));
          socket.once('error', reject);
        }),
    ),
  );
  const start = process.hrtime.bigint();
  const open = sockets.map((socket) => new Connection(socket, request));
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const answered = open.reduce((sum, connection) => sum + connection.answered, 0);
  for (const socket of sockets) socket.destroy();
  return { requestsPerSecond: answered / seconds, wrong: open.reduce((sum, connection) => sum + connection.wrong, 0) };
}
