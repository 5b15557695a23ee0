import { describe, expect, it } from 'vitest';
import type { Wildcard } from '../../../src/codec/model.ts';
import { intersect, unite } from '../../../src/codec/xsd/wildcard.ts';
import { complexOf, xsd } from './files.ts';

function wildcard(attributes: string): unknown {
  const model = xsd(`<xs:complexType name="T"><xs:sequence><xs:any ${attributes}/></xs:sequence></xs:complexType>`);
  return complexOf(model, '{urn:t}T').slots[0]?.wildcard;
}

describe('wildcards', () => {
  it.each([
    ['', { allow: 'any', namespaces: [], process: 'strict' }],
    ['namespace="##any" processContents="lax"', { allow: 'any', namespaces: [], process: 'lax' }],
    ['namespace="##other" processContents="skip"', { allow: 'not', namespaces: ['urn:t', ''], process: 'skip' }],
    ['namespace="##targetNamespace"', { allow: 'only', namespaces: ['urn:t'], process: 'strict' }],
    ['namespace="##local urn:a  urn:b"', { allow: 'only', namespaces: ['', 'urn:a', 'urn:b'], process: 'strict' }],
  ])('xs:any %s', (attributes, expected) => {
    expect(wildcard(attributes)).toEqual(expected);
  });

  it('processContents of another value is refused', () => {
    expect(() => wildcard('processContents="loose"')).toThrow('main.xsd:2: processContents is strict, lax or skip');
  });

  it('two wildcards in one content model share $any', () => {
    const model = xsd(
      '<xs:complexType name="T"><xs:sequence><xs:any namespace="urn:a"/><xs:any namespace="urn:b" processContents="lax" minOccurs="0"/></xs:sequence></xs:complexType>',
    );
    expect(complexOf(model, '{urn:t}T').slots).toEqual([
      {
        key: '$any',
        wildcard: { allow: 'only', namespaces: ['urn:a', 'urn:b'], process: 'lax' },
        min: 1,
        max: 2,
        many: true,
        group: 0,
        ordered: false,
      },
    ]);
  });
});

const any: Wildcard = { allow: 'any', namespaces: [], process: 'lax' };
const only = (...namespaces: string[]): Wildcard => ({ allow: 'only', namespaces, process: 'lax' });
const not = (...namespaces: string[]): Wildcard => ({ allow: 'not', namespaces, process: 'lax' });

describe('wildcard algebra', () => {
  it.each([
    [any, only('a'), any],
    [only('a'), only('b', 'a'), only('a', 'b')],
    [not('a', ''), only('a'), not('')],
    [only('a', ''), not('a', ''), any],
    [not('a', ''), not('b', ''), not('')],
  ])('the union of %j and %j', (one, other, expected) => {
    expect(unite(one, other)).toEqual(expected);
  });

  it.each([
    [any, only('a'), only('a')],
    [only('a'), any, only('a')],
    [only('a', 'b'), only('b', 'c'), only('b')],
    [not('a', ''), only('a', 'b'), only('b')],
    [not('a', ''), not('b', ''), not('a', '', 'b')],
  ])('the intersection of %j and %j', (one, other, expected) => {
    expect(intersect(one, other)).toEqual(expected);
  });
});
