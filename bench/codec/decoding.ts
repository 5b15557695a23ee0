import { XMLParser } from 'fast-xml-parser';
import { createClientAsync } from 'soap';
import { decodeBytes } from '../../src/codec/index.ts';
import { ordersDocument } from '../orders.ts';
import { saxesObjects, saxObjects } from './event-parsers.ts';
import { decodeAtOnce, decodeInSteps, ordersWsdl } from './ours.ts';
import type { Contender } from './side-by-side.ts';
import { sideBySide, table } from './side-by-side.ts';

const sizes = [
  { title: '2 KB', orders: 8, wide: false },
  { title: '100 KB', orders: 390, wide: false },
  { title: '100 KB, wide', orders: 390, wide: true },
  { title: '5 MB', orders: 19_500, wide: false },
  { title: '5 MB, wide', orders: 19_500, wide: true },
] as const;

/** MB of XML a second, from bytes to objects. `wide`: with characters beyond ISO 8859-1. */
export async function decoding(times: { rounds: number; roundMs: number }): Promise<string> {
  const client = await createClientAsync(ordersWsdl);
  const { wsdl } = client as unknown as { wsdl: { xmlToObject: (xml: string) => unknown } };
  const fast = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: '' });
  const ordered = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, preserveOrder: true });
  const columns: (readonly { readonly name: string; readonly mbPerSecond: number }[])[] = [];
  for (const { title, orders, wide } of sizes) {
    process.stderr.write(`decoding ${title} `);
    const narrow = ordersDocument(orders);
    const bytes = Buffer.from(wide ? narrow.replaceAll('Verre', 'Œillet €') : narrow);
    const json = Buffer.from(JSON.stringify(decodeAtOnce(bytes)));
    const events = (make: typeof saxObjects) => (): unknown => {
      const parser = make();
      parser.write(decodeBytes(bytes));
      return parser.close();
    };
    const contenders: Contender[] = [
      { name: 'passerelle', run: () => decodeAtOnce(bytes) },
      { name: 'passerelle, in steps over chunks', run: () => decodeInSteps(bytes) },
      { name: 'fast-xml-parser', run: () => fast.parse(bytes) as unknown },
      { name: 'fast-xml-parser, preserveOrder', run: () => ordered.parse(bytes) as unknown },
      { name: 'sax, namespaces, to objects', run: events(saxObjects) },
      { name: 'saxes, namespaces, to objects', run: events(saxesObjects) },
      { name: 'soap', run: () => wsdl.xmlToObject(bytes.toString()) },
      { name: 'JSON.parse of the same as JSON', run: () => JSON.parse(json.toString()) as unknown },
    ];
    columns.push(await sideBySide(contenders, bytes.length, times));
  }
  const names = columns[0]?.map(({ name }) => name) ?? [];
  return table([
    ['decoding, MB of XML a second', ...sizes.map(({ title }) => title)],
    ...names.map((name, row) => [name].concat(columns.map((column) => (column[row]?.mbPerSecond ?? 0).toFixed(0)))),
  ]);
}
