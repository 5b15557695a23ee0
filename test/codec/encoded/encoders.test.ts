import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../src/codec/message-decoder.ts';
import { encodeMessage } from '../../../src/codec/message-encoder.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { EncodeProblem } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import { echo, refused, written } from './echo.ts';

const array = (of: string, inside: string): string =>
  `<value xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="${of}">${inside}</value>`;

describe('encoded values', () => {
  it.each([
    ['xs:int', 5, '<value xsi:type="xsd:int">5</value>'],
    ['soapenc:int', 5, '<value xsi:type="xsd:int">5</value>'],
    ['t:Colour', 'red', '<value xsi:type="t:Colour">red</value>'],
    ['xs:string', null, '<value xsi:type="xsd:string" xsi:nil="true"/>'],
    ['t:Person', null, '<value xsi:type="t:Person" xsi:nil="true"/>'],
    ['t:Marked', null, '<value xsi:type="t:Marked" xsi:nil="true"/>'],
    [
      't:Person',
      { age: 36, name: 'A&B' },
      '<value xsi:type="t:Person"><name xsi:type="xsd:string">A&amp;B</name><age xsi:type="xsd:int">36</age></value>',
    ],
    [
      't:Plain',
      { $type: 'Employee', name: 'x', badge: 7 },
      '<value xsi:type="t:Employee"><name xsi:type="xsd:string">x</name><badge xsi:type="xsd:int">7</badge></value>',
    ],
    ['t:Plain', { name: 'x' }, '<value xsi:type="t:Plain"><name xsi:type="xsd:string">x</name></value>'],
    [
      't:Strings',
      ['x', null],
      array('xsd:string[2]', '<item xsi:type="xsd:string">x</item><item xsi:type="xsd:string" xsi:nil="true"/>'),
    ],
    ['t:Strings', [], '<value xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="xsd:string[0]"/>'],
    ['t:Grid', [[1], [2]], array('xsd:int[2,1]', '<item xsi:type="xsd:int">1</item><item xsi:type="xsd:int">2</item>')],
    [
      't:Lists',
      [['x']],
      array(
        'xsd:string[][1]',
        '<item xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="xsd:string[1]"><item xsi:type="xsd:string">x</item></item>',
      ),
    ],
    ['xs:anyType', { $type: 'xs:int', value: 5 }, '<value xsi:type="xsd:int">5</value>'],
    ['xs:anyType', { value: 'x' }, '<value>x</value>'],
    ['xs:anyType', { $type: 'xs:int[]', value: [5] }, array('xsd:int[1]', '<item xsi:type="xsd:int">5</item>')],
    ['soapenc:Array', [{ $type: 'xs:int', value: 5 }], array('xsd:anyType[1]', '<item xsi:type="xsd:int">5</item>')],
  ])('of %s: %j', (type, value, xml) => {
    expect(written(type, value)).toBe(xml);
  });

  it('in SOAP 1.2 have an itemType and an arraySize', () => {
    expect(written('t:Strings', ['x'], '1.2')).toBe(
      '<value xsi:type="SOAP-ENC:Array" SOAP-ENC:itemType="xsd:string" SOAP-ENC:arraySize="1"><item xsi:type="xsd:string">x</item></value>',
    );
  });
});

describe('the wrapper', () => {
  it.each([
    ['1.1', 'http://schemas.xmlsoap.org/soap/envelope/', 'http://schemas.xmlsoap.org/soap/encoding/'],
    ['1.2', 'http://www.w3.org/2003/05/soap-envelope', 'http://www.w3.org/2003/05/soap-encoding'],
  ] as const)('of SOAP %s is in the namespace of the body, and says how it is encoded', (version, envelope, style) => {
    const { contract, input } = echo('xs:int', version);
    const namespaces = new Namespaces({ [envelope]: 'soap', 'urn:rpc': 'r' });
    expect(encodeMessage(contract, input, { value: 5 }, namespaces, [])).toBe(
      `<r:Echo soap:encodingStyle="${style}"><value xsi:type="xsd:int">5</value></r:Echo>`,
    );
  });
});

describe('refusals', () => {
  it('are told all at once, with their places', () => {
    const wrong = { name: 1, age: 'x', tags: ['a', 2], more: 1, friend: {} };
    expect(
      refused('t:Person', wrong)
        .map(({ pointer }) => pointer)
        .toSorted(),
    ).toEqual(['/value/age', '/value/friend/age', '/value/friend/name', '/value/more', '/value/name', '/value/tags/1']);
  });

  it.each([
    ['t:Strings', 'x', '/value', 'expected an array'],
    ['t:Strings', { a: 1 }, '/value', 'expected an array'],
    ['t:Grid', [1], '/value/0', 'expected an array'],
    ['t:Grid', [[1, 2], [3]], '/value/1', 'expected 2 items, as in the rows before'],
    ['t:Plain', { $type: 'Person', name: 'x' }, '/value/$type', 'expected one of Plain, Employee'],
    [
      'xs:anyType',
      { $type: 'xs:gone[]', value: [] },
      '/value/$type',
      'expected a type that is not abstract that the schemas know',
    ],
    ['xs:anyType', { $type: `xs:int[${','.repeat(50)}]`, value: [] }, '/value/$type', 'that the schemas know'],
    ['xs:anyType', { $type: 'xs:int[]', value: 5 }, '/value/value', 'expected an array'],
    ['xs:anyType', 5, '/value', 'expected an object'],
  ])('%s: %j', (type, value, pointer, message) => {
    expect(refused(type, value)).toEqual([{ pointer, message: expect.stringContaining(message) as string }]);
  });

  it('an object that holds itself is refused', () => {
    const endless: Record<string, unknown> = { name: 'x', age: 1 };
    endless['friend'] = endless;
    expect(refused('t:Person', endless)[0]?.message).toContain('nested deeper than 200 objects');
  });

  it('parts that are not there, and those that nobody knows', () => {
    const { contract, input } = echo('xs:int');
    const problems: EncodeProblem[] = [];
    encodeMessage(contract, input, { other: 1 }, new Namespaces(), problems);
    expect(problems).toEqual([
      { pointer: '/other', message: 'is not known here' },
      { pointer: '/value', message: 'is required' },
    ]);
  });
});

describe('what was written', () => {
  const any = (value: unknown): unknown => ({ $type: 'xs:anyType[]', value: [value, null] });

  it.each([
    ['t:Person', { name: '', age: 1, friend: { name: 'x', age: null }, tags: [] }],
    ['t:Plain', { $type: 'Employee', name: 'x', badge: 7 }],
    ['t:Repeated', { n: [1, null] }],
    ['t:Either', { a: [1, 2], b: ['x'], $order: ['a', 'b', 'a'] }],
    ['t:Cube', [[[1, 2]], [[3, 4]]]],
    ['t:Grid', [[], []]],
    ['t:Lists', [[], ['x', null], null]],
    ['t:Listed', [1]],
    ['t:Three', [1, 2, 3]],
    [
      't:Plains',
      [
        { $type: 'Plain', name: 'x' },
        { $type: 'Employee', name: 'y', badge: 1 },
      ],
    ],
    ['xs:anyType', any({ $type: 'xs:int[,]', value: [[1], [2]] })],
    ['xs:anyType', any({ $type: '{urn:t}Plain', name: 'x' })],
    ['xs:anyType', any({ $type: '{urn:t}Lists', value: [['x']] })],
    ['xs:anyType', { $any: [{ name: '{urn:x}a', attributes: { b: 'c' }, children: ['x'] }] }],
    ['t:Anything', [{ value: 'x' }, { $type: '{urn:t}Person', name: 'x', age: 1 }]],
  ])('is read again: %s %j', (type, value) => {
    for (const version of ['1.1', '1.2'] as const) {
      const { contract, input } = echo(type, version);
      const namespaces = new Namespaces();
      const problems: EncodeProblem[] = [];
      const xml = encodeMessage(contract, input, { value }, namespaces, problems);
      const reader = new XmlReader(`<Body${namespaces.declarations()}>${xml}</Body>`);
      reader.readRoot();
      expect([problems, decodeMessage(contract, input, reader, { drift: [], strict: true })]).toEqual([[], { value }]);
    }
  });
});
