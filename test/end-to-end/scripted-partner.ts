import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A partner that says what it is told to, whatever it is asked. */
export interface ScriptedPartner {
  readonly url: string;
  /** The namespace of the types of the VAT register. */
  readonly namespace: string;
  say(status: number, body: string | Buffer, contentType?: string): void;
  stop(): Promise<void>;
}

export async function startScript(): Promise<ScriptedPartner> {
  let next = { status: 200, body: '' as string | Buffer, contentType: 'text/xml; charset=utf-8' };
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(next.status, { 'content-type': next.contentType });
      response.end(next.body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const wsdl = readFileSync('wsdl/tva/verification.wsdl', 'utf8');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    namespace: /<xs\w*:schema[^>]*targetNamespace="([^"]+)"/.exec(wsdl)?.[1] ?? '',
    say: (status, body, contentType = 'text/xml; charset=utf-8') => void (next = { status, body, contentType }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
