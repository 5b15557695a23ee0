import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWsdl } from '../../src/codec/index.ts';
import { median } from '../median.ts';
import { table } from './side-by-side.ts';

/** The largest of the public WSDLs; each is skipped where it is missing. */
const services = [
  'ews-2007',
  'paypal',
  'fedex-rate-v28',
  'onvif-device',
  'salesforce-partner',
  'ups-ship',
  'docdata-payments',
];

/** How long the largest public WSDLs take from file to compiled form, in milliseconds. */
export function loading(corpus: string, rounds: number): string {
  const rows: string[][] = [['loading a WSDL, ms', 'first', 'median', 'operations', 'types']];
  for (const name of services) {
    const source = join(corpus, name, 'source.json');
    if (!existsSync(source)) {
      process.stderr.write(`${name} is missing in ${corpus}\n`);
      continue;
    }
    const { entry } = JSON.parse(readFileSync(source, 'utf8')) as { entry: string };
    const times: number[] = [];
    let size: string[] = [];
    for (let round = 0; round <= rounds; round++) {
      const start = performance.now();
      const { operations, types } = loadWsdl(join(corpus, name, entry));
      times.push(performance.now() - start);
      size = [String(operations.length), String(types.length)];
    }
    rows.push([name, (times[0] ?? 0).toFixed(0), median(times).toFixed(0), ...size]);
  }
  return rows.length === 1 ? '' : table(rows);
}
