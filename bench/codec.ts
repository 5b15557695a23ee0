/**
 * The codec side by side with what else there is for Node: replies read, messages written, records of a long file, WSDLs
 * loaded. Medians of rounds in which all take turns; by the processor's time, so that a busy machine matters less.
 */
// oxlint-disable-next-line import/no-unassigned-import -- it changes the process, before anything else is loaded
import '../src/fast-strings.ts';
import { parseArgs } from 'node:util';
import { decoding } from './codec/decoding.ts';
import { loading } from './codec/loading.ts';
import { records } from './codec/records.ts';
import { writing } from './codec/writing.ts';

const help = `Usage: node bench/codec.ts [options] [decoding] [writing] [records] [loading]

Without a name, all of them.

  --rounds <n>        rounds whose median is shown (5)
  --round-ms <ms>     how long each has its turn in a round (300)
  --megabytes <n>     the size of the file of records, made in a temporary folder (250)
  --corpus <folder>   public WSDLs, one folder per service (../shared/wsdl-corpus)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    'round-ms': { type: 'string', default: '300' },
    megabytes: { type: 'string', default: '250' },
    corpus: { type: 'string', default: '../shared/wsdl-corpus' },
    help: { type: 'boolean' },
  },
});

const times = { rounds: Number(values.rounds), roundMs: Number(values['round-ms']) };
const parts: Readonly<Record<string, () => string | Promise<string>>> = {
  decoding: () => decoding(times),
  writing: () => writing(times),
  records: () => records(Number(values.megabytes)),
  loading: () => loading(values.corpus, times.rounds),
};

if (values.help) process.stdout.write(help);
else {
  for (const name of positionals.length === 0 ? Object.keys(parts) : positionals) {
    const part = parts[name];
    if (part === undefined) throw new Error(`there is no bench ${name}; see --help`);
    process.stdout.write(await part());
  }
}
