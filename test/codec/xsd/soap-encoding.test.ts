import { describe, expect, it } from 'vitest';
import type { Model, TypeRef } from '../../../src/codec/model.ts';
import { schemaText, wsdl, xsd } from './files.ts';

const enc = 'xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"';

function derived(inside: string, base = 'soapenc:Array', method = 'restriction'): string {
  return `<xs:complexType name="A" ${enc}><xs:complexContent><xs:${method} base="${base}">${inside}</xs:${method}></xs:complexContent></xs:complexType>`;
}

const arrayType = (value: string): string => `<xs:attribute ref="soapenc:arrayType" wsdl:arrayType="${value}"/>`;

/** `string[]`, `string[][,]`: an array and what it is made of. */
function shown(model: Model, ref: TypeRef | undefined): string {
  const type = model.types[ref ?? -1];
  if (type?.kind !== 'array') return type?.name?.replace(/^\{.*\}/u, '') ?? 'anonymous';
  return `${shown(model, type.item)}[${','.repeat(type.dimensions - 1)}]`;
}

describe('types derived from soapenc:Array', () => {
  it.each([
    [derived(arrayType('xs:string[]')), 'string[]'],
    [derived(arrayType(' xs:string [ 3 ] ')), 'string[]'],
    [derived(arrayType('xs:string[,]')), 'string[,]'],
    [derived(arrayType('xs:string[2,3,4]')), 'string[,,]'],
    [derived(arrayType('xs:string[][]')), 'string[][]'],
    [derived(arrayType('xs:string[,][]')), 'string[,][]'],
    [derived(arrayType('xs:ur-type[]')), 'anyType[]'],
    [derived(arrayType('soapenc:int[]')), 'int[]'],
    [derived(''), 'anyType[]'],
    [derived('<xs:sequence><xs:element name="x" type="xs:int" maxOccurs="unbounded"/></xs:sequence>'), 'int[]'],
    [derived(`<xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence>${arrayType('xs:string[]')}`), 'string[]'],
    [derived(arrayType('xs:string[]'), 'soapenc:Array', 'extension'), 'string[]'],
  ])('%s', (text, kind) => {
    const model = xsd(text);
    expect(shown(model, model.globalTypes['{urn:t}A'])).toBe(kind);
  });

  it('may hold themselves', () => {
    const model = xsd(derived(arrayType('t:A[]')));
    const ref = model.globalTypes['{urn:t}A'];
    expect(model.types[ref ?? -1]).toMatchObject({ kind: 'array', item: ref });
  });

  it('may be derived from again', () => {
    const model = xsd(`${derived(arrayType('xs:string[]'))}${derived('', 't:A').replace('"A"', '"B"')}`);
    expect(shown(model, model.globalTypes['{urn:t}B'])).toBe('string[]');
  });

  it('of a type that nothing defines are of any type, which is listed', () => {
    const model = xsd(derived(arrayType('t:Gone[]')));
    expect(shown(model, model.globalTypes['{urn:t}A'])).toBe('anyType[]');
    expect(model.skipped).toEqual([expect.stringContaining('the item type {urn:t}Gone: it is not defined')]);
  });

  it('with an arrayType that is none are refused', () => {
    expect(() => xsd(derived(arrayType('xs:string')))).toThrow('arrayType="xs:string" is not the type of an array');
  });

  it('have no simple content', () => {
    const text = `<xs:complexType name="A" ${enc}><xs:simpleContent><xs:extension base="soapenc:Array"/></xs:simpleContent></xs:complexType>`;
    expect(() => xsd(text)).toThrow('an array has no simple content');
  });
});

describe('simple types of the encoding', () => {
  it('are those of XSD', () => {
    const model = xsd(`<xs:element ${enc} name="e" type="soapenc:base64"/>`);
    const { type } = model.elements[model.globalElements['{urn:t}e'] ?? -1] ?? {};
    expect(model.types[type ?? -1]?.name).toBe('{http://www.w3.org/2001/XMLSchema}base64Binary');
  });
});

describe('types of Apache that documents name without importing them', () => {
  it('are known', () => {
    const model = wsdl(
      `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><types>${schemaText(derived(arrayType('a:Map[]')).replace('<xs:complexType', '<xs:complexType xmlns:a="http://xml.apache.org/xml-soap"'))}</types></definitions>`,
    );
    expect(shown(model, model.globalTypes['{urn:t}A'])).toBe('Map[]');
  });
});
