import { describe, expect, it } from 'vitest';
import type { Model } from '../../../src/codec/model.ts';
import { alternativesOf, elementOf, xsd } from './files.ts';

const named = (name: string, inside = '', attributes = ''): string =>
  `<xs:complexType name="${name}" ${attributes}>${inside}</xs:complexType>`;
const derive = (name: string, base: string, method = 'extension', attributes = ''): string =>
  named(name, `<xs:complexContent><xs:${method} base="t:${base}"/></xs:complexContent>`, attributes);

describe('types that xsi:type may choose', () => {
  it('none where nothing derives from a type', () => {
    expect(alternativesOf(xsd(named('A')), '{urn:t}A')).toBeUndefined();
  });

  it('the type itself first, then what derives from it, step by step', () => {
    const model = xsd(named('A') + derive('B', 'A') + derive('C', 'B', 'restriction'));
    expect(alternativesOf(model, '{urn:t}A')).toEqual(['{urn:t}A', '{urn:t}B', '{urn:t}C']);
    expect(alternativesOf(model, '{urn:t}C')).toBeUndefined();
  });

  it('abstract types are passed over, not what derives from them', () => {
    const model = xsd(
      named('A', '', 'abstract="true"') + derive('B', 'A', 'extension', 'abstract="true"') + derive('C', 'B'),
    );
    expect(alternativesOf(model, '{urn:t}A')).toEqual(['{urn:t}C']);
  });

  it('an abstract type that nothing derives from has none', () => {
    expect(alternativesOf(xsd(named('A', '', 'abstract="true"')), '{urn:t}A')).toEqual([]);
  });

  it('block shuts out a method, at every step', () => {
    const model = xsd(
      named('A', '', 'block="extension"') + derive('B', 'A', 'restriction') + derive('C', 'B') + derive('D', 'A'),
    );
    expect(alternativesOf(model, '{urn:t}A')).toEqual(['{urn:t}A', '{urn:t}B']);
  });

  it('what final forbids is noted, and taken as it is: final says nothing about messages', () => {
    const model = xsd(`${named('A', '', 'final="#all"')}\n${derive('B', 'A')}`);
    expect(alternativesOf(model, '{urn:t}A')).toEqual(['{urn:t}A', '{urn:t}B']);
    expect(model.skipped).toEqual([
      expect.stringContaining('main.xsd:3: final="extension" of the type that this one is derived from'),
    ]);
  });

  it('a complex type may stand for the simple type that it extends', () => {
    const model = xsd(
      '<xs:simpleType name="A"><xs:restriction base="xs:token"/></xs:simpleType><xs:complexType name="B"><xs:simpleContent><xs:extension base="t:A"><xs:attribute name="x"/></xs:extension></xs:simpleContent></xs:complexType>',
    );
    expect(alternativesOf(model, '{urn:t}A')).toEqual(['{urn:t}A', '{urn:t}B']);
  });

  it('the block of an element leaves it fewer types than its type has', () => {
    const model = xsd(
      `${named('A') + derive('B', 'A') + derive('C', 'A', 'restriction') + derive('D', 'C')}<xs:element name="a" type="t:A"/><xs:element name="b" type="t:A" block="extension"/><xs:element name="c" type="t:A" block="#all"/>`,
    );
    const names = ['a', 'b', 'c'].map((name) => {
      const type = model.types[elementOf(model, `{urn:t}${name}`).type];
      return type?.kind === 'complex' && type.alternatives?.map((ref) => model.types[ref]?.name);
    });
    expect(names).toEqual([['{urn:t}A', '{urn:t}B', '{urn:t}C', '{urn:t}D'], ['{urn:t}A', '{urn:t}C'], undefined]);
  });

  it('anonymous types cannot be named', () => {
    const model = xsd(
      `${named('A')}<xs:element name="e"><xs:complexType><xs:complexContent><xs:extension base="t:A"/></xs:complexContent></xs:complexType></xs:element>`,
    );
    expect(alternativesOf(model, '{urn:t}A')).toBeUndefined();
  });

  it('simple types: those that restrict', () => {
    const model = xsd('<xs:simpleType name="A"><xs:restriction base="xs:byte"/></xs:simpleType>');
    expect(alternativesOf(model, '{http://www.w3.org/2001/XMLSchema}byte')).toEqual([
      '{http://www.w3.org/2001/XMLSchema}byte',
      '{urn:t}A',
    ]);
  });

  it('xs:anySimpleType lists none: all types may stand there', () => {
    expect(alternativesOf(xsd(''), '{http://www.w3.org/2001/XMLSchema}anySimpleType')).toBeUndefined();
  });
});

function substitutes(model: Model, name: string): unknown {
  return elementOf(model, `{urn:t}${name}`).substitutes?.map((ref) => model.elements[ref]?.name);
}

const el = (name: string, head: string, attributes = ''): string =>
  `<xs:element name="${name}" substitutionGroup="t:${head}" ${attributes}/>`;

describe('substitution groups', () => {
  it('the head first, then its members, and theirs', () => {
    const model = xsd(`<xs:element name="a" type="xs:int"/>${el('b', 'a')}${el('c', 'b')}`);
    expect([substitutes(model, 'a'), substitutes(model, 'b'), substitutes(model, 'c')]).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
      undefined,
    ]);
  });

  it('abstract heads and members do not stand', () => {
    const model = xsd(`<xs:element name="a" abstract="true"/>${el('b', 'a', 'abstract="true"')}${el('c', 'b')}`);
    expect(substitutes(model, 'a')).toEqual(['c']);
  });

  it('a member without a type has that of its head', () => {
    const model = xsd(`${el('b', 'a')}<xs:element name="a" type="xs:int"/>`);
    expect(elementOf(model, '{urn:t}b').type).toBe(elementOf(model, '{urn:t}a').type);
  });

  it('block="substitution" leaves the head alone', () => {
    expect(substitutes(xsd(`<xs:element name="a" block="substitution"/>${el('b', 'a')}`), 'a')).toBeUndefined();
  });

  it('the block of a type on the way shuts out members, its final is noted', () => {
    const types = named('A') + derive('B', 'A', 'extension', 'block="restriction"') + derive('C', 'B', 'restriction');
    const heads = `<xs:element name="a" type="t:A" final="extension"/>${el('b', 'a', 'type="t:B"')}${el('c', 'a', 'type="t:C"')}`;
    const model = xsd(types + heads);
    expect(substitutes(model, 'a')).toEqual(['a', 'b']);
    expect(model.skipped).toEqual([
      expect.stringContaining('main.xsd:2: final="extension" of the head of its substitution group'),
    ]);
  });

  it('block of the head shuts out members whose type is derived that way, final does not', () => {
    const types = named('A') + derive('B', 'A') + derive('C', 'A', 'restriction');
    const heads = (attributes: string): string =>
      `<xs:element name="a" type="t:A" ${attributes}/>${el('b', 'a', 'type="t:B"')}${el('c', 'a', 'type="t:C"')}`;
    expect(substitutes(xsd(types + heads('block="extension"')), 'a')).toEqual(['a', 'c']);
    expect(substitutes(xsd(types + heads('final="restriction"')), 'a')).toEqual(['a', 'b', 'c']);
  });
});
