import { describe, expect, it } from 'vitest';
import { ContractError, MalformedError } from '../../../src/codec/problem.ts';
import { decode, schema } from './schema.ts';

const order = schema(`<xs:element name="r"><xs:complexType><xs:sequence>
  <xs:element name="ref" type="xs:string"/>
  <xs:element name="count" type="xs:int" minOccurs="0"/>
  <xs:element name="price" type="xs:decimal" minOccurs="0"/>
  <xs:element name="status" type="t:Status" minOccurs="0"/>
  <xs:element name="line" type="xs:string" minOccurs="0" maxOccurs="2"/>
  <xs:element name="when" type="xs:date" minOccurs="0"/>
  <xs:element name="paid" type="xs:boolean" minOccurs="0"/>
  <xs:element name="none" type="xs:int" nillable="true" minOccurs="0"/>
</xs:sequence><xs:attribute name="id" type="xs:string"/></xs:complexType></xs:element>
<xs:simpleType name="Status"><xs:restriction base="xs:string"><xs:enumeration value="OPEN"/><xs:enumeration value="SHUT"/></xs:restriction></xs:simpleType>`);

const floats = schema(
  '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="d" type="xs:double"/></xs:sequence><xs:attribute name="f" type="xs:float"/></xs:complexType></xs:element>',
);

const choice = schema(
  '<xs:element name="r"><xs:complexType><xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice></xs:complexType></xs:element>',
);

describe('what lenient reading passes on is told as drift, by name and path, never by value', () => {
  it.each([
    [
      'an unknown element is skipped',
      '<r><ref>1</ref><new><x/></new><count>2</count></r>',
      { ref: '1', count: 2 },
      'unknown_element',
      '/r/new',
    ],
    [
      'an unknown attribute is skipped',
      '<r other="1"><ref>1</ref></r>',
      { ref: '1' },
      'unknown_attribute',
      '/r/@other',
    ],
    [
      'an element out of order is read',
      '<r><count>2</count><ref>1</ref></r>',
      { ref: '1', count: 2 },
      'order',
      '/r/ref',
    ],
    [
      'a new enumeration value is passed on',
      '<r><ref>1</ref><status>LOST</status></r>',
      { ref: '1', status: 'LOST' },
      'enumeration',
      '/r/status',
    ],
    [
      'a bad date is passed on as it is',
      '<r><ref>1</ref><when>tomorrow</when></r>',
      { ref: '1', when: 'tomorrow' },
      'lexical',
      '/r/when',
    ],
    [
      'a bad decimal is passed on as it is',
      '<r><ref>1</ref><price>1,50</price></r>',
      { ref: '1', price: '1,50' },
      'lexical',
      '/r/price',
    ],
    [
      'a number out of its range is passed on',
      '<r><ref>1</ref><count>99999999999</count></r>',
      { ref: '1', count: 99999999999 },
      'facet',
      '/r/count',
    ],
    ['an empty number reads as absent', '<r><ref>1</ref><count/></r>', { ref: '1' }, 'empty', '/r/count'],
    ['text between elements is passed over', '<r>hello<ref>1</ref></r>', { ref: '1' }, 'unexpected_text', '/r'],
    [
      'an element inside a nil one is skipped',
      '<r><ref>1</ref><none xsi:nil="true"><b>2</b></none></r>',
      { ref: '1', none: null },
      'unknown_element',
      '/r/none',
    ],
    [
      'text inside a nil element is passed over',
      '<r><ref>1</ref><none xsi:nil="true">2</none></r>',
      { ref: '1', none: null },
      'unexpected_text',
      '/r/none',
    ],
    ['an element inside text is skipped', '<r><ref>1<b>2</b></ref></r>', { ref: '1' }, 'unknown_element', '/r/ref'],
  ])('%s', (_, text, json, kind, path) => {
    const decoded = decode(order, text);
    expect(decoded.json).toEqual({ line: [], ...json });
    expect(decoded.drift).toMatchObject([{ kind, path }]);
  });

  it('the rpc:result of SOAP 1.2, which names the return value, is no drift', () => {
    const result = '<rpc:result xmlns:rpc="http://www.w3.org/2003/05/soap-rpc">ref</rpc:result>';
    expect(decode(order, `<r>${result}<ref>1</ref></r>`)).toEqual({ json: { line: [], ref: '1' }, drift: [] });
  });

  it('a value never stands in a drift item', () => {
    const { drift } = decode(order, '<r><ref>1</ref><status>SECRET</status><when>SECRET</when></r>');
    expect(JSON.stringify(drift)).not.toContain('SECRET');
  });

  it('a stranger cannot fill the drift report', () => {
    expect(decode(order, `<r><ref>1</ref>${'<x/>'.repeat(10_000)}</r>`).drift.length).toBeLessThanOrEqual(100);
  });
});

describe('a float as the C library, PHP, Python and Java print it', () => {
  it.each([
    ['inf', 'INF'],
    ['-inf', '-INF'],
    ['INFINITY', 'INF'],
    ['-Infinity', '-INF'],
    [' +INF ', 'INF'],
    ['nan', 'NaN'],
    ['NAN', 'NaN'],
    ['-nan', 'NaN'],
  ])('%s is read as %s, and reported', (text, value) => {
    const { json, drift } = decode(floats, `<r f="${text}"><d>${text}</d></r>`);
    expect(json).toEqual({ f: value, d: value });
    expect(drift.map(({ kind, path }) => `${kind} ${path}`)).toEqual(['lexical /r/@f', 'lexical /r/d']);
    expect(() => decode(floats, `<r><d>${text}</d></r>`, true)).toThrow(ContractError);
  });

  it.each(['infinite', 'in', '--inf', 'nano', '1.#INF'])('%s is no number still', (text) => {
    expect(() => decode(floats, `<r><d>${text}</d></r>`)).toThrow(ContractError);
  });
});

describe('what leaves no right answer is a broken contract', () => {
  it.each([
    ['a missing required element', '<r/>', 'missing', '/r/ref'],
    ['an occurrence too many', '<r><ref>1</ref><ref>2</ref></r>', 'too_many', '/r/ref'],
    ['an array that is too long', '<r><ref>1</ref><line/><line/><line/></r>', 'too_many', '/r/line'],
    ['a bad number', '<r><ref>1</ref><count>two</count></r>', 'lexical', '/r/count'],
    ['a number that JSON cannot hold', '<r><ref>1</ref><count>99999999999999999999</count></r>', 'lexical', '/r/count'],
    ['a bad boolean', '<r><ref>1</ref><paid>yes</paid></r>', 'lexical', '/r/paid'],
  ])('%s', (_, text, kind, path) => {
    expect(() => decode(order, text)).toThrow(
      expect.objectContaining({ name: 'ContractError', drift: expect.objectContaining({ kind, path }) }),
    );
  });

  it('two branches of a choice', () => {
    expect(() => decode(choice, '<r><a>1</a><b>2</b></r>')).toThrow(ContractError);
  });

  it('no branch of a choice', () => {
    expect(() => decode(choice, '<r/>')).toThrow(ContractError);
  });

  it('strict reading breaks on what lenient reading passes on', () => {
    expect(() => decode(order, '<r><ref>1</ref><new/></r>', true)).toThrow(ContractError);
  });
});

describe('the shape of the answer is the schema’s', () => {
  it('the namespace decides, not the prefix', () => {
    expect(decode(order, '<p:r xmlns:p="urn:t"><p:ref>1</p:ref></p:r>').json).toEqual({ ref: '1', line: [] });
  });

  it('an element of the right name in another namespace is unknown', () => {
    expect(decode(order, '<r><ref>1</ref><o:count>5</o:count></r>').drift).toMatchObject([{ kind: 'unknown_element' }]);
  });

  it('CDATA is text, never markup', () => {
    expect(decode(order, '<r><ref><![CDATA[<b>1</b>]]></ref></r>').json).toEqual({ ref: '<b>1</b>', line: [] });
  });

  it('an element inside an element of the same name is its child', () => {
    const nested = schema(
      '<xs:element name="r" type="t:T"/><xs:complexType name="T"><xs:sequence><xs:element name="r" type="t:T" minOccurs="0"/></xs:sequence></xs:complexType>',
    );
    expect(decode(nested, '<r><r><r/></r></r>').json).toEqual({ r: { r: {} } });
  });

  it('a truncated document is malformed, never a part of an answer', () => {
    expect(() => decode(order, '<r><ref>1</ref><line>a</line>')).toThrow(MalformedError);
  });

  it('a name such as __proto__ is a property like any other', () => {
    const odd = schema(
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="__proto__" type="xs:string"/></xs:sequence></xs:complexType></xs:element>',
    );
    expect(JSON.stringify(decode(odd, '<r><__proto__>x</__proto__></r>').json)).toBe('{"__proto__":"x"}');
  });

  it('xsi:type that names a type of no relation is refused', () => {
    const typed = schema(
      '<xs:element name="r" type="t:A"/><xs:complexType name="A"><xs:sequence/></xs:complexType><xs:complexType name="B"><xs:sequence/></xs:complexType>',
    );
    expect(() => decode(typed, '<r xmlns:p="urn:t" xsi:type="p:B"/>')).toThrow(ContractError);
  });

  it('an abstract type without xsi:type is refused, with the types that may stand there', () => {
    const abstract = schema(
      '<xs:element name="r" type="t:A"/><xs:complexType name="A" abstract="true"><xs:sequence/></xs:complexType><xs:complexType name="B"><xs:complexContent><xs:extension base="t:A"/></xs:complexContent></xs:complexType>',
    );
    expect(() => decode(abstract, '<r/>')).toThrow('B');
  });
});
