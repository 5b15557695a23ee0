import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stored } from '../protocol/attachments/archive.ts';
import { httpPartner } from '../protocol/partner.ts';
import { contracts } from '../protocol/shop.ts';
import { CommandProcess } from './command-process.ts';

it('serve --wsdl --mtom sends binary content as MTOM, though the WSDL does not ask for it', async () => {
  await using partner = await httpPartner((response) => response.writeHead(200).end(stored('')));
  const file = join(contracts, 'archive.wsdl');
  const more = ['--wsdl-port', 'Plain', '--endpoint', partner.origin, '--port', '0', '--idempotent', 'all', '--mtom'];
  const serve = new CommandProcess(['serve', '--wsdl', file, ...more]);
  const [, url] = await serve.says(/POST (\S+\/archive\/Store)/);
  const answer = await fetch(url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Name: 'n', Content: Buffer.alloc(2_000).toString('base64') }),
  });
  expect(answer.status).toBe(200);
  expect(partner.requests[0]?.headers['content-type']).toMatch(/^multipart\/related; .*type="application\/xop\+xml"/);
  await serve.stop();
});
