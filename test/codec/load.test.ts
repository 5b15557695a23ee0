import { describe, expect, it } from 'vitest';
import { loadWsdl, loadXsd } from '../../src/codec/load.ts';
import { SchemaError } from '../../src/codec/problem.ts';
import { service } from './wsdl/parts.ts';
import { wsdl, xsd } from './xsd/files.ts';

describe('loading', () => {
  it('gives plain data that survives JSON', () => {
    const model = wsdl(
      service({
        schema:
          '<xs:element name="rows"><xs:complexType><xs:choice><xs:sequence maxOccurs="unbounded"><xs:element name="a"/></xs:sequence><xs:any/></xs:choice><xs:attribute name="a"/></xs:complexType></xs:element>',
      }),
    );
    expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
  });

  it('an XSD has no operations', () => {
    expect(xsd('').operations).toEqual([]);
  });

  it('an entry file that does not exist is named', () => {
    expect(() => loadXsd('/nowhere/a.xsd')).toThrow('/nowhere/a.xsd:1: the file /nowhere/a.xsd does not exist');
    expect(() => loadWsdl('/nowhere/a.wsdl')).toThrow(SchemaError);
  });

  it('names that every object inherits are names like any other', () => {
    const text =
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="__proto__" type="xs:int"/></xs:schema>';
    const model = xsd('<xs:import schemaLocation="b.xsd"/><xs:element name="constructor"/>', { 'b.xsd': text });
    expect(Object.keys(model.globalElements)).toEqual(['__proto__', '{urn:t}constructor']);
  });
});
