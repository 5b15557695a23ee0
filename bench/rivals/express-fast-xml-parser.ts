/** A leaner hand-written facade: express, undici, a template for the message, fast-xml-parser for the reply. */
import express from 'express';
import { XMLParser } from 'fast-xml-parser';
import { Pool } from 'undici';

const partner = new URL(process.env['PARTNER_URL'] ?? '');
const pool = new Pool(partner.origin, { connections: 64 });
const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: '' });
const app = express();
app.use(express.json());
app.post('/orders/ListOrders', async (request, response) => {
  const { Count } = request.body as { Count: number };
  const reply = await pool.request({
    method: 'POST',
    path: partner.pathname,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:passerelle:bench:orders#ListOrders"' },
    body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ListOrders xmlns="urn:passerelle:bench:orders"><Count>${Count}</Count></ListOrders></s:Body></s:Envelope>`,
  });
  const document = parser.parse(await reply.body.text()) as { Envelope: { Body: { ListOrdersResponse: unknown } } };
  response.json(document.Envelope.Body.ListOrdersResponse);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ ready: true, port: (server.address() as { port: number }).port })}\n`);
});
