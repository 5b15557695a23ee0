import { describe, expect, it } from 'vitest';
import { elementRows } from './element-rows.ts';
import { groupRows } from './group-rows.ts';
import type { Row } from './row.ts';
import { simpleRows } from './simple-rows.ts';
import { decode, documentOf, encode, meaning, schema } from './schema.ts';

const others = {
  'o.xsd':
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><xs:element name="a" type="xs:string"/></xs:schema>',
};

describe.each<[string, readonly Row[]]>([
  ['elements and attributes', elementRows],
  ['simple types', simpleRows],
  ['groups, derivation and wildcards', groupRows],
])('%s', (_, rows) => {
  it.each(rows)('on the way in: $title', ({ schema: inside, xml, json }) => {
    expect(decode(schema(inside, others), xml)).toEqual({ json, drift: [] });
  });

  it.each(rows)('on the way out: $title', ({ schema: inside, xml, json }) => {
    const { text, problems } = encode(schema(inside, others), json);
    expect(problems).toEqual([]);
    expect(withoutQNames(text)).toEqual(withoutQNames(documentOf(xml)));
  });
});

/** A QName's prefix is free; its meaning was compared on the way in. */
function withoutQNames(text: string): unknown {
  return JSON.parse(JSON.stringify(meaning(text)).replace(/"[on]\d*:x"/, '"x"'));
}

describe('what has no other direction', () => {
  it('comments and processing instructions are dropped', () => {
    const text = schema(
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" type="xs:string"/></xs:sequence></xs:complexType></xs:element>',
    );
    expect(decode(text, '<r><!-- c --><a>1<!-- c -->2<?p?></a><?p?></r>')).toEqual({ json: { a: '12' }, drift: [] });
  });

  it('xsi:type between simple types is read and checked, and not shown', () => {
    const simple = schema('<xs:element name="r" type="xs:decimal"/>');
    expect(decode(simple, '<r xsi:type="xs:int">5</r>')).toEqual({ json: { r: '5' }, drift: [] });
  });

  it('xsi:type that does not derive from the simple type is told', () => {
    const simple = schema('<xs:element name="r" type="xs:decimal"/>');
    expect(decode(simple, '<r xsi:type="xs:date">5</r>').drift).toMatchObject([{ kind: 'type', path: '/r' }]);
  });

  it('an abstract type without $type is refused on the way out, with the types that may stand there', () => {
    const abstract = schema(
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="s" type="t:A"/></xs:sequence></xs:complexType></xs:element><xs:complexType name="A" abstract="true"><xs:sequence/></xs:complexType><xs:complexType name="B"><xs:complexContent><xs:extension base="t:A"/></xs:complexContent></xs:complexType><xs:complexType name="C"><xs:complexContent><xs:extension base="t:A"/></xs:complexContent></xs:complexType>',
    );
    expect(encode(abstract, { s: {} }).problems).toMatchObject([
      { pointer: expect.stringMatching(/^\/s/), message: expect.stringMatching(/B.*C/) },
    ]);
  });
});

describe('defaults and fixed values', () => {
  const attribute = schema(
    '<xs:element name="r"><xs:complexType><xs:attribute name="a" type="xs:int" default="5"/></xs:complexType></xs:element>',
  );
  const element = schema(
    '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int" default="5"/></xs:sequence></xs:complexType></xs:element>',
  );
  const fixed = schema(
    '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" type="xs:decimal" fixed="1.0"/></xs:sequence></xs:complexType></xs:element>',
  );

  it('an absent attribute has its default', () => {
    expect(decode(attribute, '<r/>').json).toEqual({ a: 5 });
  });

  it('an empty element has its default', () => {
    expect(decode(element, '<r><a/></r>').json).toEqual({ a: 5 });
  });

  it('a default of mixed content is not taken for the next element’s', () => {
    const mixed = schema(
      '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" default="x"><xs:complexType mixed="true"/></xs:element><xs:element name="b" type="xs:string"/></xs:sequence></xs:complexType></xs:element>',
    );
    expect(decode(mixed, '<r><a/><b/></r>').json).toMatchObject({ b: '' });
  });

  it('a default is never written for the caller', () => {
    expect(encode(attribute, {}).text).not.toContain('a=');
  });

  it('another value than the fixed one is drift on the way in', () => {
    expect(decode(fixed, '<r><a>2.0</a></r>').drift).toMatchObject([{ kind: 'fixed', path: '/r/a' }]);
  });

  it('the fixed value in another notation is the fixed value', () => {
    expect(decode(fixed, '<r><a>1.00</a></r>').drift).toEqual([]);
  });

  it('another value than the fixed one is refused on the way out', () => {
    expect(encode(fixed, { a: '2.0' }).problems).toMatchObject([{ pointer: '/a' }]);
  });
});
