/** What a team writes by hand: express and the client of `soap`. */
import { fileURLToPath } from 'node:url';
import express from 'express';
import { createClientAsync } from 'soap';

const client = await createClientAsync(
  fileURLToPath(new URL('../orders.wsdl', import.meta.url)),
  {},
  process.env['PARTNER_URL'] ?? '',
);
const app = express();
app.use(express.json());
app.post('/orders/ListOrders', async (request, response) => {
  const [result] =
    (await (client as unknown as Record<string, (input: unknown) => Promise<[unknown]>>)['ListOrdersAsync']?.(
      request.body,
    )) ?? [];
  response.json(result);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ ready: true, port: (server.address() as { port: number }).port })}\n`);
});
