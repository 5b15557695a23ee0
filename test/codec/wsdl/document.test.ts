import { describe, expect, it } from 'vitest';
import { elementOf, schemaText, wsdl } from '../xsd/files.ts';
import { definitions, schemaOf, service } from './parts.ts';

describe('WSDL documents', () => {
  it('embedded schemas find each other without a location, and without an import at all', () => {
    const one = schemaOf(
      '<xs:import namespace="urn:o"/><xs:element name="a" xmlns:o="urn:o" type="o:T"/><xs:element name="b" xmlns:p="urn:p" type="p:T"/>',
    );
    const other = schemaOf('<xs:complexType name="T"/>', 'urn:o') + schemaOf('<xs:complexType name="T"/>', 'urn:p');
    const model = wsdl(definitions(`<types>${one}${other}</types>`));
    expect(['a', 'b'].map((name) => model.types[elementOf(model, `{urn:t}${name}`).type])).toMatchObject([
      { name: '{urn:o}T' },
      { name: '{urn:p}T' },
    ]);
  });

  it('two embedded schemas may share a target namespace', () => {
    const model = wsdl(
      definitions(`<types>${schemaOf('<xs:element name="a"/>')}${schemaOf('<xs:element name="b"/>')}</types>`),
    );
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}a', '{urn:t}b']);
  });

  it('locations are relative to the document they stand in', () => {
    const model = wsdl(
      definitions('<types><xs:schema><xs:import namespace="urn:t" schemaLocation="xsd/a.xsd"/></xs:schema></types>'),
      {
        'xsd/a.xsd': schemaText('<xs:include schemaLocation="../b.xsd"/>'),
        'b.xsd': schemaText('<xs:element name="b"/>'),
      },
    );
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}b']);
  });

  it('an import directly within types is followed', () => {
    const model = wsdl(definitions('<types><xs:import namespace="urn:t" schemaLocation="a.xsd"/></types>'), {
      'a.xsd': schemaText('<xs:element name="a"/>'),
    });
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}a']);
  });

  it('a WSDL imports another, which may import it in turn', () => {
    const split = service({ portType: '<import namespace="urn:w" location="b.wsdl"/>' });
    const model = wsdl(split, {
      'b.wsdl': definitions(
        '<import namespace="urn:w" location="main.wsdl"/><portType name="Asking"><operation name="Ask"><input message="w:In"/><output message="w:Out"/></operation></portType>',
      ),
    });
    expect(model.operations).toHaveLength(1);
  });

  it('a WSDL may import a schema', () => {
    const model = wsdl(definitions('<import namespace="urn:t" location="a.xsd"/>'), {
      'a.xsd': schemaText('<xs:element name="a"/>'),
    });
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}a']);
  });

  it('what is imported from an address is named where it is missing', () => {
    const text = service({ portType: '<import namespace="urn:w" location="http://example.invalid/b.wsdl"/>' });
    expect(() => wsdl(text)).toThrow(
      'the portType {urn:w}Asking is not defined; "http://example.invalid/b.wsdl" is never fetched',
    );
  });

  it('definitions met twice are one where they say the same', () => {
    const message = '<message name="M"><part name="p" type="xs:int"/></message>';
    expect(() => wsdl(definitions(message + message))).not.toThrow();
    expect(() => wsdl(definitions(`${message}<message name="M"/>`))).toThrow(
      'main.wsdl:1: the message {urn:w}M is defined differently in main.wsdl:1',
    );
  });

  it.each([
    ['WSDL 2.0', '<description xmlns="http://www.w3.org/ns/wsdl"/>', 'main.wsdl:1: WSDL 2.0 is not supported'],
    ['another document', '<html/>', 'main.wsdl:1: html is not the definitions element of WSDL 1.1'],
    ['what is not XML', '{}', 'main.wsdl:1: not XML that can be read'],
    ['a DOCTYPE without end', '<!DOCTYPE a [<a/>', 'main.wsdl:1: not XML that can be read'],
    ['nothing', '', 'main.wsdl:1: not XML that can be read'],
  ])('%s is refused', (_, text, message) => {
    expect(() => wsdl(text)).toThrow(message);
  });

  it('a missing file is named, with the line that asks for it', () => {
    expect(() => wsdl(definitions('\n<import namespace="urn:w" location="gone.wsdl"/>'))).toThrow(
      'main.wsdl:2: the file gone.wsdl does not exist',
    );
  });
});
