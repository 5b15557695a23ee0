import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reply } from '../../../src/cli/simulator/simulated-partner.ts';
import { startWsdlSimulator } from '../../../src/cli/simulator/simulator.ts';
import { twoPorts } from './two-ports.ts';

const soap11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const soap12 = 'http://www.w3.org/2003/05/soap-envelope';

interface Asked {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly soap?: '1.1' | '1.2';
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** The shop of two ports, played. */
export interface Playing extends AsyncDisposable {
  readonly url: string;
  /** What is answered from here on. */
  reply: Reply;
  /** What the simulator failed at. */
  readonly errors: unknown[];
  /** Posts a message; to the port of SOAP 1.1 where no path is given. */
  readonly send: (asked: Asked) => Promise<Answered>;
  readonly get: (pathOrUrl: string) => Promise<Answered>;
}

export async function play(): Promise<Playing> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-simulator-'));
  for (const [name, text] of Object.entries(twoPorts)) writeFileSync(join(folder, name), text);
  const errors: unknown[] = [];
  const simulator = await startWsdlSimulator({
    wsdl: join(folder, 'shop.wsdl'),
    port: 0,
    reply: (operation, input) => playing.reply(operation, input),
    onError: (error) => errors.push(error),
  });
  const { url } = simulator;
  const playing: Playing = {
    url,
    errors,
    reply: () => undefined,
    async send({ body = '', soap = '1.1', headers = {}, path = '/Shop/Eleven' }) {
      const type = soap === '1.1' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
      const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': type, ...headers }, body });
      return { status: response.status, text: await response.text() };
    },
    async get(pathOrUrl) {
      const response = await fetch(new URL(pathOrUrl, url));
      return { status: response.status, text: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      await simulator.close();
      rmSync(folder, { recursive: true });
    },
  };
  return playing;
}

export function envelope(content: string, header = '', namespace = soap11): string {
  const headers = header === '' ? '' : `<s:Header>${header}</s:Header>`;
  return `<s:Envelope xmlns:s="${namespace}" xmlns:t="urn:shop">${headers}<s:Body>${content}</s:Body></s:Envelope>`;
}

export const find = '<t:Find><t:reference>12</t:reference></t:Find>';
