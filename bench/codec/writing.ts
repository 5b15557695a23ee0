import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { createClientAsync } from 'soap';
import { encodeRoot, Namespaces } from '../../src/codec/index.ts';
import { ordersDocument } from '../orders.ts';
import { contract, decodeAtOnce, ordersWsdl, response } from './ours.ts';
import { sideBySide, table } from './side-by-side.ts';

const sizes = [
  { title: '2 KB', orders: 8 },
  { title: '100 KB', orders: 390 },
  { title: '5 MB', orders: 19_500 },
] as const;

interface SoapWriter {
  readonly wsdl: { objectToDocumentXML: (name: string, value: unknown, prefix: string, uri: string) => string };
}

/** MB of XML a second, from objects to text; ours checks every value against the schema. */
export async function writing(times: { rounds: number; roundMs: number }): Promise<string> {
  const { wsdl } = (await createClientAsync(ordersWsdl)) as unknown as SoapWriter;
  const options = { ignoreAttributes: false, attributeNamePrefix: '@' } as const;
  const builder = new XMLBuilder(options);
  const columns: (readonly { readonly name: string; readonly mbPerSecond: number }[])[] = [];
  for (const { title, orders } of sizes) {
    process.stderr.write(`writing ${title} `);
    const document = ordersDocument(orders);
    const content = decodeAtOnce(Buffer.from(document)) as { Order: { id: string }[] };
    const parsed = new XMLParser({ ...options, removeNSPrefix: true }).parse(document) as unknown;
    const forSoap = { ...content, Order: content.Order.map(({ id, ...rest }) => ({ attributes: { id }, ...rest })) };
    const contenders = [
      { name: 'passerelle, checked', run: () => encodeRoot(contract, response, content, new Namespaces(), []) },
      { name: 'fast-xml-parser’s builder', run: () => builder.build(parsed) as unknown },
      {
        name: 'soap',
        run: () => wsdl.objectToDocumentXML('ListOrdersResponse', forSoap, 'o', 'urn:passerelle:bench:orders'),
      },
    ];
    columns.push(await sideBySide(contenders, contenders[0]?.run()?.toString().length ?? 0, times));
  }
  const names = columns[0]?.map(({ name }) => name) ?? [];
  return table([
    ['writing, MB of XML a second', ...sizes.map(({ title }) => title)],
    ...names.map((name, row) => [name].concat(columns.map((column) => (column[row]?.mbPerSecond ?? 0).toFixed(0)))),
  ]);
}
