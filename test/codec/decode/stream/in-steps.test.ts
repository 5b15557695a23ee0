import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementRows } from '../../mapping/element-rows.ts';
import { groupRows } from '../../mapping/group-rows.ts';
import { simpleRows } from '../../mapping/simple-rows.ts';
import { documentOf, schema } from '../../mapping/schema.ts';
import { atOnce, inPieces } from './outcome.ts';
import { cases } from '../../../support/random-cases.ts';

const others = {
  'o.xsd':
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><xs:element name="a" type="xs:string"/></xs:schema>',
};

const list = schema(`<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="head" type="xs:string"/>
  <xs:element name="order" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="ref" type="xs:string"/>
    <xs:element name="count" type="xs:int" minOccurs="0"/>
    <xs:element name="line" minOccurs="0" maxOccurs="4"><xs:complexType mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="b" type="xs:date"/><xs:element name="i" type="xs:boolean"/>
    </xs:choice></xs:complexType></xs:element>
    <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="x" type="t:X"/><xs:element name="y" type="xs:decimal"/></xs:choice>
  </xs:sequence><xs:attribute name="id" type="xs:int" use="required"/></xs:complexType></xs:element>
  <xs:element name="tail" minOccurs="0"><xs:complexType><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
<xs:complexType name="X"><xs:sequence><xs:element name="z" type="xs:token" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
<xs:complexType name="X2"><xs:complexContent><xs:extension base="t:X"><xs:sequence><xs:element name="more" type="xs:QName"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>`);

/** Mostly the first. */
const mostly = <Value>(usual: Value, ...unusual: Value[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: unusual.length, arbitrary: fc.constantFrom(...unusual) },
  );

const text = fc.constantFrom(
  '',
  'a',
  '&amp;',
  'é€😀',
  '<![CDATA[ <x/> ]]>',
  '  ',
  'zwölf',
  '<!-- - -->',
  '\r\n',
  '&#233;',
);
const number = mostly('1', ' 3 ', '', '99999999999', 'x');
const line = fc
  .array(fc.oneof(text, fc.constantFrom('<b>2024-02-29</b>', '<b>soon</b>', '<i>true</i>', '<u/>')), {
    maxLength: 4,
  })
  .map((parts) => `<line>${parts.join('')}</line>`);
const open = fc.constantFrom(
  '<x><z>1</z></x>',
  '<x xsi:type="t:X2" xmlns:t="urn:t"><z>1</z><more>xs:int</more></x>',
  '<x xsi:type="t:No" xmlns:t="urn:t"/>',
  '<y>1.50</y>',
  '<y>,</y>',
  '<unknown a="1"><deep/>text</unknown>',
  '<ref>again</ref>',
  'stray',
);
const order = fc
  .tuple(
    mostly(' id="1"', " id='2' more='&lt;'", '', ' id="x"'),
    text,
    number,
    fc.array(line, { maxLength: 3 }),
    fc.array(open, { maxLength: 3 }),
  )
  .map(
    ([id, ref, count, lines, rest]) =>
      `<order${id}><ref>${ref}</ref><count>${count}</count>${lines.join('')}${rest.join('')}</order>`,
  );
const tail = mostly(
  '',
  '<tail><o:a>1</o:a><b><c d="1">2</c></b></tail>',
  '<tail/>',
  '</r>',
  '<i>',
  '<!-- long comment -->',
);
/** Documents that are right, that differ from the contract, and that are no XML. */
const document = fc
  .tuple(text, fc.array(order, { maxLength: 5 }), tail, mostly('', '\n', '<?p i?>', 'x', '<!--'))
  .map(
    ([head, orders, last, behind]) => documentOf(`<r><head>${head}</head>\n${orders.join('\n')}${last}</r>`) + behind,
  );
const cut = fc
  .tuple(document, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())
  .map(([whole, at, cutting]) => (cutting ? whole.slice(0, Math.floor(whole.length * at)) : whole));
const chunking = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
  window: fc.integer({ min: 1, max: 400 }),
  strict: mostly(false, true),
});

describe('a document that is read through a window gives what it gives at once', () => {
  it.each([...elementRows, ...simpleRows, ...groupRows])('$title', async ({ schema: inside, xml }) => {
    const contract = schema(inside, others);
    const root = contract.element('{urn:t}r') ?? -1;
    const bytes = Buffer.from(documentOf(xml));
    const whole = atOnce(contract, root, bytes);
    for (const window of [1, 17, 120]) {
      expect(await inPieces(contract, root, bytes, { sizes: [1, 7, 30], window })).toStrictEqual(whole);
    }
  });

  it('for generated documents in any pieces, right or wrong, with the same drift and the same errors', async () => {
    const root = list.element('{urn:t}r') ?? -1;
    await fc.assert(
      fc.asyncProperty(cut, chunking, async (xml, how) => {
        const bytes = Buffer.from(xml);
        expect(await inPieces(list, root, bytes, how)).toStrictEqual(atOnce(list, root, bytes, how.strict));
      }),
      cases(2000),
    );
  });

  it('mixed text goes on behind a comment, wherever a piece ends', async () => {
    const root = list.element('{urn:t}r') ?? -1;
    const xml = documentOf('<r><head/><order id="1"><ref/><line>a<!-- - --><![CDATA[<x/>]]>&amp;</line></order></r>');
    const outcome = await inPieces(list, root, Buffer.from(xml), { sizes: [1], window: 1 });
    expect(outcome).toMatchObject({ json: { order: [{ line: [{ $mixed: ['a<x/>&'] }] }] }, drift: [] });
  });

  it('a root of a simple type tells its differences once', async () => {
    const simple = schema('<xs:element name="r" type="xs:decimal"/>');
    const bytes = Buffer.from(documentOf('<r xsi:type="xs:date">5</r>'));
    const root = simple.element('{urn:t}r') ?? -1;
    const outcome = await inPieces(simple, root, bytes, { sizes: [3], window: 1 });
    expect(outcome).toStrictEqual(atOnce(simple, root, bytes));
    expect(outcome).toMatchObject({ json: { r: '5' }, drift: [{ kind: 'type' }] });
  });
});
