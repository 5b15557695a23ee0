import { join } from 'node:path';
import type { WsdlAdapterOptions } from '../../../src/protocol/wsdl-adapter.ts';
import { wsdlAdapter } from '../../../src/protocol/wsdl-adapter.ts';
import type { Answer, Attempt, BoundAdapter } from '../../../src/protocol/bound.ts';
import { fateOf } from '../breakage-of.ts';
import { httpPartner } from '../partner.ts';
import { attemptOf, contracts } from '../shop.ts';

/** The archive of `contracts/archive.wsdl` at one port: `Plain` (SOAP 1.1), `Optimized` (SOAP 1.2, MTOM) or `Attached`. */
export function archive(
  port: 'Plain' | 'Optimized' | 'Attached',
  endpoint: string,
  more: Partial<WsdlAdapterOptions> = {},
): BoundAdapter {
  return wsdlAdapter({ file: join(contracts, 'archive.wsdl'), name: 'archive', port, endpoint, ...more });
}

/** One checked attempt of the archive's one operation. */
export async function send(adapter: BoundAdapter, json: unknown, overrides: Partial<Attempt> = {}): Promise<Answer> {
  const [operation] = adapter.operations.values();
  if (!operation) throw new Error('the port has no operation');
  return operation.attempt(operation.checkInput(json), attemptOf(overrides));
}

const namespaces =
  'xmlns:a="urn:example:archive" xmlns:xop="http://www.w3.org/2004/08/xop/include" xmlns:m="http://www.w3.org/2005/05/xmlmime"';

/** What the archive answers with: the content of `StoreResponse`, name included. */
export function stored(content: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ${namespaces}><s:Body><a:StoreResponse><a:Name>n</a:Name>${content}</a:StoreResponse></s:Body></s:Envelope>`;
}

export function include(id: string): string {
  return `<xop:Include href="cid:${id}"/>`;
}

const xop = 'Content-Type: application/xop+xml; charset=utf-8; type="text/xml"';
const related = 'multipart/related; boundary=b; type="application/xop+xml"; start="<root>"; start-info="text/xml"';

/** The headers of a root part. */
export const root = `${xop}\r\nContent-ID: <root>`;

interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly encoding?: string;
  readonly body: Buffer | string;
}

/** What becomes of a reply to one plain request. */
export async function answered(
  { status = 200, type = related, encoding, body }: Reply,
  port: 'Plain' | 'Attached' = 'Plain',
): Promise<{ content?: unknown; drift?: unknown; fate?: unknown; fault?: unknown }> {
  await using partner = await httpPartner((response) =>
    response
      .writeHead(status, { 'content-type': type, ...(encoding !== undefined && { 'content-encoding': encoding }) })
      .end(body),
  );
  const adapter = archive(port, partner.origin);
  const input = port === 'Plain' ? { Name: 'n' } : { file: { Name: 'n' }, scan: 'AAAA', note: '' };
  const sent = send(adapter, input);
  try {
    const { output, drift } = await sent;
    return { content: output, drift };
  } catch {
    const fate = await fateOf(sent);
    const fault = await sent.catch((error: { fault?: unknown }) => error.fault);
    return { fate, fault };
  } finally {
    await adapter.close();
  }
}
