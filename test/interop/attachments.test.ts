import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archive, include, send, stored } from '../protocol/attachments/archive.ts';
import type { Received } from '../protocol/partner.ts';
import { httpPartner } from '../protocol/partner.ts';
import { hasSpyne } from '../support/foreign-commands.ts';
import { runPython, startPython } from './foreign-stack.ts';
import { openZeroCode } from './zero-code.ts';

const octets = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256));
const base64 = octets.toString('base64');

interface Taken {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly defects: readonly string[];
  readonly parts: readonly {
    readonly type: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly id: string;
    readonly encoding: string;
    readonly octets: string;
  }[];
}

interface Written {
  readonly contentType: string;
  readonly body: string;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passerelle-mime-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** One request of the archive as Python reads it. */
async function asPythonReads(
  port: 'Plain' | 'Optimized' | 'Attached',
  json: unknown,
  mtom = false,
): Promise<Taken & { request: Received }> {
  await using partner = await httpPartner((response) => response.writeHead(500).end());
  const adapter = archive(port, partner.origin, mtom ? { attachments: 'mtom' } : {});
  await send(adapter, json).catch(() => {});
  await adapter.close();
  const [request] = partner.requests as [Received];
  const file = join(folder, 'request');
  await writeFile(
    file,
    Buffer.concat([Buffer.from(`Content-Type: ${request.headers['content-type']}\r\n\r\n`), request.octets]),
  );
  return { ...((await runPython('mime/read.py', [file])) as Taken), request };
}

function text(base64Text = ''): string {
  return Buffer.from(base64Text, 'base64').toString();
}

describe.skipIf(!hasSpyne)('Python’s email (skipped where python3-spyne is missing) reads what we send', () => {
  it('as MTOM over SOAP 1.1', async () => {
    const json = { Name: 'é', Content: base64, Picture: { value: base64, contentType: 'image/png' }, Scan: ['AAAA'] };
    const { type, parameters, defects, parts, request } = await asPythonReads('Plain', json, true);
    expect([type, defects]).toEqual(['multipart/related', []]);
    expect(parameters).toMatchObject({ type: 'application/xop+xml', 'start-info': 'text/xml', start: parts[0]?.id });
    expect(request.headers).toMatchObject({
      soapaction: '"urn:example:archive:Store"',
      'content-length': String(request.octets.byteLength),
    });
    const [root, content, picture] = parts;
    expect(root).toMatchObject({ type: 'application/xop+xml', parameters: { charset: 'utf-8', type: 'text/xml' } });
    expect(parts.slice(1)).toMatchObject([
      { type: 'application/octet-stream', encoding: 'binary', octets: base64 },
      { type: 'image/png', encoding: 'binary', octets: base64 },
    ]);
    const envelope = text(root?.octets);
    const href = (id = ''): string => `:Include href="cid:${id.slice(1, -1)}"/>`;
    expect(envelope).toContain(href(content?.id));
    expect(envelope).toContain(href(picture?.id));
    expect(envelope).toContain('>é</');
    expect(envelope).toContain('>AAAA</');
    expect(envelope).toContain('="http://www.w3.org/2004/08/xop/include"');
  });

  it('as MTOM over SOAP 1.2, where the WSDL asks for it and nothing is large', async () => {
    const { parameters, defects, parts, request } = await asPythonReads('Optimized', { Name: 'n', Content: 'AAAA' });
    const info = 'application/soap+xml; action="urn:example:archive:Store"';
    expect([defects, parts.length]).toEqual([[], 1]);
    expect(parameters).toMatchObject({ 'start-info': info, action: 'urn:example:archive:Store' });
    expect(parts[0]).toMatchObject({ type: 'application/xop+xml', parameters: { type: info } });
    expect(request.headers.accept).toContain('application/xop+xml');
    expect(request.headers['soapaction']).toBeUndefined();
  });

  it('as SOAP with attachments, where the WSDL declares them', async () => {
    const pdf = Buffer.from('%PDF-1.7 x').toString('base64');
    const json = { file: { Name: 'n' }, scan: pdf, note: 'bm90ZQ==' };
    const { parameters, defects, parts } = await asPythonReads('Attached', json);
    expect([defects, parameters['type']]).toEqual([[], 'text/xml']);
    expect(parts).toMatchObject([
      { type: 'text/xml', parameters: { charset: 'utf-8' } },
      { type: 'application/pdf', octets: pdf, id: expect.stringMatching(/^<scan=[\da-f-]{36}@passerelle>$/) },
      { type: 'text/plain', octets: 'bm90ZQ==', id: expect.stringMatching(/^<note=[\da-f-]{36}@passerelle>$/) },
    ]);
  });

  it('as SOAP with attachments, where an element is a swaRef', async () => {
    const { parameters, parts } = await asPythonReads('Plain', { Name: 'n', Copy: base64 });
    expect(parameters).toMatchObject({ type: 'text/xml', start: parts[0]?.id });
    expect(parts[1]?.octets).toBe(base64);
    expect(text(parts[0]?.octets)).toContain(`>cid:${parts[1]?.id.slice(1, -1)}</`);
  });
});

describe.skipIf(!hasSpyne)('Python’s email (skipped where python3-spyne is missing) writes what we read', () => {
  const envelope = stored(`<a:Content>${include('octets@python')}</a:Content>`);

  it('in every transfer encoding, with line feeds, strange boundaries and long headers', async () => {
    const replies = (await runPython('mime/write.py', [envelope])) as Readonly<Record<string, Written>>;
    const read: Record<string, unknown> = {};
    for (const [name, { contentType, body }] of Object.entries(replies)) {
      await using partner = await httpPartner((response) =>
        response.writeHead(200, { 'content-type': contentType }).end(Buffer.from(body, 'base64')),
      );
      const adapter = archive('Plain', partner.origin);
      read[name] = await send(adapter, { Name: 'n' });
      await adapter.close();
    }
    const expected = { output: { Name: 'n', Content: base64, Scan: [] }, drift: [] };
    expect(read).toMatchObject(Object.fromEntries(Object.keys(replies).map((name) => [name, expected])));
    expect(Object.keys(replies)).toHaveLength(6);
  });
});

describe.skipIf(!hasSpyne)('Spyne (skipped where python3-spyne is missing)', () => {
  it('takes MTOM', async () => {
    await using spyne = await startPython('spyne/server.py');
    const file = join(folder, 'spyne.wsdl');
    await writeFile(file, await (await fetch(`${spyne.url}/?wsdl`)).text());
    await using partner = await openZeroCode(file, spyne.url, { attachments: 'mtom' });
    const answer = await partner.call('mirror', { everything: { required: 'x', binary: base64 } });
    expect(answer).toMatchObject({ mirrorResult: { binary: base64 } });
  });
});
