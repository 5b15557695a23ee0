/** The partner of the benchmark: answers at once, with bytes made beforehand. Prints its port. */
import { createServer } from 'node:http';
import { ordersDocument } from './orders.ts';

const small = Buffer.from(ordersDocument(8));
const large = Buffer.from(ordersDocument(390));

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const reply = Buffer.concat(chunks).includes('>390<') ? large : small;
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'content-length': reply.length });
    response.end(reply);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: (server.address() as { port: number }).port, small: small.length, large: large.length })}\n`,
  );
});
