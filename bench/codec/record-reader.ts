/** Reads the orders of one file with one reader, in a process of its own, and tells how long it took and what it held. */
// oxlint-disable-next-line import/no-unassigned-import -- it changes the process, before anything else is loaded
import '../../src/fast-strings.ts';
import { createReadStream } from 'node:fs';
import { decodeRecords } from '../../src/codec/index.ts';
import { saxesObjects, saxObjects } from './event-parsers.ts';
import { contract, response } from './ours.ts';

const [name = '', file = ''] = process.argv.slice(2);

async function ours(): Promise<number> {
  let records = 0;
  const source = createReadStream(file, { highWaterMark: 1 << 16 });
  for await (const { error } of decodeRecords(contract, response, ['Order'], source))
    if (error === undefined) records++;
  return records;
}

async function events(make: typeof saxObjects): Promise<number> {
  let records = 0;
  const parser = make((element) => {
    if (element !== 'Order') return false;
    records++;
    return true;
  });
  for await (const text of createReadStream(file, { highWaterMark: 1 << 16, encoding: 'utf8' }))
    parser.write(text as string);
  parser.close();
  return records;
}

const readers: Readonly<Record<string, () => Promise<number>>> = {
  ours,
  sax: () => events(saxObjects),
  saxes: () => events(saxesObjects),
};
const before = process.cpuUsage();
const records = (await readers[name]?.()) ?? 0;
const { user, system } = process.cpuUsage(before);
const ms = (user + system) / 1000;
process.stdout.write(JSON.stringify({ records, ms, rssBytes: process.resourceUsage().maxRSS * 1024 }));
