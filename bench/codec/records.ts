import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { orderElement } from '../orders.ts';
import { table } from './side-by-side.ts';

const run = promisify(execFile);
const reader = fileURLToPath(new URL('record-reader.ts', import.meta.url));
const names = {
  ours: 'passerelle, decodeRecords',
  saxes: 'saxes, namespaces, to objects',
  sax: 'sax, namespaces, to objects',
};

/** A file of records, one after the other; each reader in a process of its own. */
export async function records(megabytes: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  try {
    const file = join(folder, 'orders.xml');
    process.stderr.write(`writing ${megabytes} MB of records\n`);
    await write(file, megabytes * 1e6);
    const bytes = statSync(file).size;
    const rows: string[][] = [
      [`records of a file of ${(bytes / 1e6).toFixed(0)} MB`, 'MB/s', 'records/s', 'peak RSS, MB'],
    ];
    for (const [name, title] of Object.entries(names)) {
      process.stderr.write(`reading with ${name}\n`);
      const { stdout } = await run(process.execPath, [reader, name, file]);
      const { records: count, ms, rssBytes } = JSON.parse(stdout) as { records: number; ms: number; rssBytes: number };
      const perSecond = (amount: number): string => Math.round((amount / ms) * 1000).toLocaleString('en');
      rows.push([title, perSecond(bytes / 1e6), perSecond(count), (rssBytes / 1e6).toFixed(0)]);
    }
    return table(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function write(file: string, bytes: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(
    '<?xml version="1.0" encoding="UTF-8"?><o:ListOrdersResponse xmlns:o="urn:passerelle:bench:orders" xmlns:ord="urn:passerelle:bench:orders"><o:Total>1</o:Total>\n',
  );
  let written = 0;
  for (let index = 0; written < bytes;) {
    const batch = Array.from({ length: 500 }, () => `${orderElement(index++)}\n`).join('');
    written += batch.length;
    if (!stream.write(batch)) await once(stream, 'drain');
  }
  stream.end('</o:ListOrdersResponse>');
  await once(stream, 'close');
}
