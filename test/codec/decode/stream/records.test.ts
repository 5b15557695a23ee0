import { describe, expect, it } from 'vitest';
import type { DecodedRecord, RecordCounts, RecordOptions } from '../../../../src/codec/index.ts';
import { ContractError, decodeRecords, MalformedError } from '../../../../src/codec/index.ts';
import { documentOf, schema } from '../../mapping/schema.ts';
import { pieces } from './outcome.ts';

const contract = schema(`<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="head" type="xs:string" minOccurs="0"/>
  <xs:element name="batch" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="day" type="xs:date" minOccurs="0"/>
    <xs:element name="order" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="ref" type="xs:string"/><xs:element name="count" type="xs:int" minOccurs="0"/>
      <xs:element name="scan" type="xs:base64Binary" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>`);
const root = contract.element('{urn:t}r') ?? -1;

const order = (ref: string, count = '<count>1</count>'): string => `<order><ref>${ref}</ref>${count}</order>`;

async function read(
  text: string,
  options: RecordOptions = {},
  path: readonly string[] = ['batch', 'order'],
): Promise<{ records: DecodedRecord[]; counts: RecordCounts | undefined; error: unknown }> {
  const records: DecodedRecord[] = [];
  const source = pieces(Buffer.from(documentOf(text)), [1, 40, 7]);
  const all = decodeRecords(contract, root, path, source, { window: 64, ...options });
  try {
    for (;;) {
      const { done, value } = await all.next();
      if (done === true) return { records, counts: value, error: undefined };
      records.push(value);
    }
  } catch (error) {
    return { records, counts: undefined, error };
  }
}

const refs = (records: readonly DecodedRecord[]): unknown[] =>
  records.map((record) => ('value' in record ? (record.value as { ref: string }).ref : record.error.message));

describe('records of a long document', () => {
  it('come one by one, in order, over all that they stand in', async () => {
    const { records, counts } = await read(
      `<r><head>h</head><batch>${order('a')}${order('b')}</batch><!-- --><batch><day>2024-02-29</day>${order('c')}</batch></r>`,
    );
    expect(records).toEqual([
      { index: 0, value: { ref: 'a', count: 1 }, drift: [] },
      { index: 1, value: { ref: 'b', count: 1 }, drift: [] },
      { index: 2, value: { ref: 'c', count: 1 }, drift: [] },
    ]);
    expect(counts).toEqual({ records: 3, broken: 0 });
  });

  it('are none where there are none', async () => {
    expect(await read('<r><batch/></r>')).toEqual({
      records: [],
      counts: { records: 0, broken: 0 },
      error: undefined,
    });
  });

  it('are not told of what stood in a broken one before them', async () => {
    const lost = '<scan><x/><i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href="cid:gone"/></scan>';
    const { records } = await read(`<r><batch>${order('a', lost)}${order('b', '<scan >AAAA</scan>')}</batch></r>`);
    expect(records).toMatchObject([{ error: { name: 'ContractError' } }, { value: { ref: 'b' }, drift: [] }]);
  });

  it('carry their own differences, each with its place', async () => {
    const { records } = await read(
      `<r><batch>${order('a')}</batch><batch>${order('b')}${order('c', '<count/>')}<order><ref>d</ref><x/></order></batch></r>`,
    );
    expect(records.map(({ drift }) => drift.map(({ kind, path, place }) => [kind, path, place]))).toEqual([
      [],
      [],
      [['empty', '/r/batch/order/count', '/r/batch[2]/order[2]/count']],
      [['unknown_element', '/r/batch/order/x', '/r/batch[2]/order[3]/x']],
    ]);
  });

  it('that break the contract are given as such, and the next ones follow', async () => {
    const { records, counts } = await read(
      `<r><batch>${order('a')}<order><count>2</count></order>${order('b', '<count>many</count>')}${order('c')}</batch></r>`,
    );
    expect(records.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(records.map(({ error }) => error instanceof ContractError)).toEqual([false, true, true, false]);
    expect(refs(records)).toEqual([
      'a',
      expect.stringContaining('/r/batch[1]/order[2]/ref: expected a required element'),
      expect.stringContaining('/r/batch[1]/order[3]/count: expected xs:int'),
      'c',
    ]);
    expect(counts).toEqual({ records: 4, broken: 2 });
  });

  it('break the contract by any difference where reading is strict', async () => {
    const { records } = await read(`<r><batch>${order('a', '<count/>')}${order('b')}</batch></r>`, { strict: true });
    expect(records.map(({ error }) => error?.drift.kind)).toEqual(['empty', undefined]);
  });

  it.each([
    ['inside a record', `<r><batch>${order('a')}${order('b')}<order><ref>c`],
    ['inside a broken record', `<r><batch>${order('a')}${order('b')}<order><count>1</count><ref`],
    ['between records', `<r><batch>${order('a')}${order('b')}`],
    ['behind the last batch', `<r><batch>${order('a')}${order('b')}</batch>`],
    ['by a second root', `<r><batch>${order('a')}${order('b')}</batch></r><r/>`],
    ['by what is not XML outside of them', `<r><batch>${order('a')}${order('b')}</batch><head>&nbsp;</head></r>`],
  ])('before a document is malformed %s are given, and then it is', async (_, text) => {
    const { records, error } = await read(text);
    expect(refs(records)).toEqual(['a', 'b']);
    expect(error).toBeInstanceOf(MalformedError);
  });

  it('may stand right below the root', async () => {
    const { records } = await read(`<r><batch>${order('a')}</batch><batch/></r>`, {}, ['{urn:t}batch']);
    expect(records.map((record) => 'value' in record && record.value)).toEqual([
      { order: [{ ref: 'a', count: 1 }] },
      { order: [] },
    ]);
  });

  it('are not longer than they may be: no more is held', async () => {
    let taken = 0;
    function* endless(): Generator<Uint8Array> {
      yield Buffer.from(documentOf('<r><batch><order><ref>'));
      for (;;) {
        taken += 1000;
        yield Buffer.alloc(1000, 'a');
      }
    }
    const records = decodeRecords(contract, root, ['batch', 'order'], endless(), { longestRecord: 10_000, window: 64 });
    await expect(records.next()).rejects.toThrow('no end of an element within 10000 characters');
    expect(taken).toBeLessThan(40_000);
  });

  it('are refused in a document with another root', async () => {
    const { error } = await read('<batch><order/></batch>');
    expect(error).toBeInstanceOf(ContractError);
  });

  it('are refused where the schema has no way to them', async () => {
    const { error } = await read('<r/>', {}, ['batch', 'item']);
    expect(error).toEqual(new RangeError('batch holds no element item'));
  });

  it('left before the end let go of the source', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from(documentOf(`<r><batch>${order('a').repeat(100)}`));
      } finally {
        closed = true;
      }
    }
    for await (const { index } of decodeRecords(contract, root, ['batch', 'order'], source())) {
      expect(index).toBe(0);
      break;
    }
    expect(closed).toBe(true);
  });
});
