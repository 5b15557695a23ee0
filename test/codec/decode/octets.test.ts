import { describe, expect, it } from 'vitest';
import { decodeRoot, XmlReader } from '../../../src/codec/index.ts';
import type { Attachments } from '../../../src/codec/index.ts';
import { documentOf, schema } from '../mapping/schema.ts';

const xop = 'xmlns:xop="http://www.w3.org/2004/08/xop/include"';
const include = `<xop:Include ${xop} href=" cid:x "/>`;
const attachments: Attachments = { find: (reference) => (reference === 'cid:x' ? 'QUJD' : undefined) };

/** The JSON of a root of this type, and what kinds of drift reading it told. */
function decoded(type: string, text: string, beside: Attachments | null = attachments): unknown[] {
  const contract = schema(type);
  const reader = new XmlReader(documentOf(text));
  reader.readRoot();
  const drift: { kind: string }[] = [];
  const json = decodeRoot(contract, contract.element('{urn:t}r') ?? -1, reader, {
    drift: drift as never,
    attachments: beside ?? undefined,
  });
  reader.finish();
  return [json, ...drift.map(({ kind }) => kind)];
}

const missing = expect.objectContaining({ drift: expect.objectContaining({ kind: 'missing' }) }) as unknown as Error;

function element(type: string, more = ''): string {
  return `<xs:element name="r" type="${type}" ${more}/>`;
}

const restricted = (facet: string): string =>
  `<xs:simpleType name="R"><xs:restriction base="xs:base64Binary">${facet}</xs:restriction></xs:simpleType>${element('t:R')}`;

describe('octets that stand beside the document', () => {
  it.each([
    ['an Include', element('xs:base64Binary'), `<r>${include}</r>`, [{ r: 'QUJD' }]],
    [
      'an Include between comments and white space',
      element('xs:base64Binary'),
      `<r> <!-- a -->${include}\n<?b?></r>`,
      [{ r: 'QUJD' }],
    ],
    [
      'an Include that holds something',
      element('xs:base64Binary'),
      `<r>${include.replace('/>', '><a>text</a></xop:Include>')}</r>`,
      [{ r: 'QUJD' }],
    ],
    ['an Include of a derived type', restricted('<xs:maxLength value="3"/>'), `<r>${include}</r>`, [{ r: 'QUJD' }]],
    [
      'an Include whose octets are too many',
      restricted('<xs:maxLength value="2"/>'),
      `<r>${include}</r>`,
      [{ r: 'QUJD' }, 'facet'],
    ],
    [
      'an Include by xsi:type',
      element('xs:anyType'),
      `<r xsi:type="xs:base64Binary">${include}</r>`,
      [{ $type: 'xs:base64Binary', value: 'QUJD' }],
    ],
    ['an Include where no type is known', element('xs:anyType'), `<r>${include}</r>`, [{ value: 'QUJD' }]],
    ['text as ever', element('xs:base64Binary'), '<r> QU JD </r>', [{ r: 'QUJD' }]],
    ['nothing as ever', element('xs:base64Binary'), '<r/>', [{ r: '' }]],
    ['nil as ever', element('xs:base64Binary', 'nillable="true"'), '<r xsi:nil="true"/>', [{ $nil: true }]],
    ['a default as ever', element('xs:base64Binary', 'default="QUJD"'), '<r/>', [{ r: 'QUJD' }]],
  ])('are read where there is %s', (_what, type, text, expected) => {
    expect(decoded(type, text)).toEqual(expected);
  });

  it('are text in a tree that no schema knows', () => {
    const type =
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType></xs:element>';
    expect(decoded(type, `<r><o:a>${include}</o:a></r>`)).toEqual([
      { $any: [{ name: '{urn:o}a', attributes: {}, children: ['QUJD'] }] },
    ]);
  });

  it.each([
    ['an Include that refers to no attachment', `<r>${include.replace('cid:x', 'cid:y')}</r>`, attachments],
    ['an Include where there are no attachments', `<r>${include}</r>`, null],
    ['an Include that refers to nothing', `<r><xop:Include ${xop}/></r>`, attachments],
    ['an href that refers to no attachment', '<r href="cid:y"/>', attachments],
  ])('break the contract with %s', (_what, text, beside) => {
    expect(() => decoded(element('xs:base64Binary'), text, beside)).toThrow(missing);
  });

  it('leave an Include where a text is to stand to the report', () => {
    expect(decoded(element('xs:string'), `<r>${include}</r>`)).toEqual([{ r: '' }, 'unknown_element']);
  });
});
