import { describe, expect, it } from 'vitest';
import { complexOf, elementOf, schemaText, xsd } from './files.ts';

const order = '<xs:element name="order" type="xs:string"/>';

describe('schema documents', () => {
  it('an include brings the components of the same namespace', () => {
    const model = xsd('<xs:include schemaLocation="sub/b.xsd"/>', { 'sub/b.xsd': schemaText(order) });
    expect(elementOf(model, '{urn:t}order').name).toBe('order');
  });

  it('a chameleon include takes the target namespace of its includer, its references too', () => {
    const chameleon = schemaText('<xs:element name="a" type="T"/><xs:complexType name="T"/>', '');
    const model = xsd('<xs:include schemaLocation="c.xsd"/>', { 'c.xsd': chameleon });
    expect(model.types[elementOf(model, '{urn:t}a').type]).toMatchObject({ name: '{urn:t}T' });
  });

  it('one chameleon serves two namespaces', () => {
    const model = xsd('<xs:include schemaLocation="c.xsd"/><xs:import namespace="urn:o" schemaLocation="o.xsd"/>', {
      'c.xsd': schemaText('<xs:element name="a"/>', ''),
      'o.xsd': schemaText('<xs:include schemaLocation="c.xsd"/>', 'targetNamespace="urn:o"'),
    });
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}a', '{urn:o}a']);
  });

  it('documents may import each other', () => {
    const model = xsd('<xs:import namespace="urn:o" schemaLocation="o.xsd"/><xs:element name="a" type="o:T"/>', {
      'o.xsd': schemaText(
        '<xs:import namespace="urn:t" schemaLocation="main.xsd"/><xs:complexType name="T"><xs:sequence><xs:element ref="t:a" minOccurs="0"/></xs:sequence></xs:complexType>',
        'targetNamespace="urn:o"',
      ),
    });
    expect(complexOf(model, '{urn:o}T').slots.map((slot) => slot.key)).toEqual(['a']);
  });

  it('a component that two files define alike is one', () => {
    const model = xsd('<xs:include schemaLocation="a.xsd"/><xs:include schemaLocation="b.xsd"/>', {
      'a.xsd': schemaText(order),
      'b.xsd': schemaText(`<!-- a copy -->${order}`),
    });
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}order']);
  });

  it('a component that two files define differently is refused', () => {
    const others = { 'a.xsd': schemaText('<xs:element name="order" type="xs:int"/>') };
    expect(() => xsd(`<xs:include schemaLocation="a.xsd"/>\n${order}`, others)).toThrow(
      'main.xsd:3: the element {urn:t}order is defined differently in a.xsd:2',
    );
  });

  it('a missing file is named, with the line that asks for it', () => {
    expect(() => xsd('\n<xs:include schemaLocation="gone.xsd"/>')).toThrow(
      'main.xsd:3: the file gone.xsd does not exist',
    );
  });

  it('a file of another namespace cannot be included', () => {
    const others = { 'o.xsd': schemaText('', 'targetNamespace="urn:o"') };
    expect(() => xsd('<xs:include schemaLocation="o.xsd"/>', others)).toThrow('main.xsd:2: "o.xsd" cannot be included');
  });

  it('a location that is neither relative nor an address is refused', () => {
    expect(() => xsd('<xs:include schemaLocation="/etc/hostname"/>')).toThrow(
      'main.xsd:2: the location "/etc/hostname"',
    );
    expect(() => xsd('<xs:include schemaLocation="file:///etc/hostname"/>')).toThrow('main.xsd:2: the location');
  });

  it('an address is never fetched: fine where nothing of it is used', () => {
    const model = xsd(`<xs:import namespace="urn:o" schemaLocation="https://example.invalid/o.xsd"/>${order}`);
    expect(Object.keys(model.globalElements)).toEqual(['{urn:t}order']);
  });

  it('an address is never fetched: refused where a component of it is used', () => {
    const inside =
      '<xs:import namespace="urn:o" schemaLocation="https://example.invalid/o.xsd"/>\n<xs:element name="a" type="o:T"/>';
    expect(() => xsd(inside)).toThrow(
      'main.xsd:3: the type {urn:o}T is not defined; "https://example.invalid/o.xsd" is never fetched',
    );
  });

  it.each([
    ['xml:lang', 'http://www.w3.org/XML/1998/namespace', 'lang'],
    ['xmime:contentType', 'http://www.w3.org/2005/05/xmlmime', 'contentType'],
    ['wsu:Id', 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd', 'Id'],
    ['enc:arrayType', 'http://schemas.xmlsoap.org/soap/encoding/', 'arrayType'],
  ])('the standard schema of %s comes with the code', (ref, namespace, name) => {
    const prefixes =
      'xmlns:xmime="http://www.w3.org/2005/05/xmlmime" xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"';
    const model = xsd(`<xs:complexType name="T"><xs:attribute ${prefixes} ref="${ref}"/></xs:complexType>`);
    expect(complexOf(model, '{urn:t}T').attributes).toMatchObject([{ namespace, name, key: name }]);
  });

  it.each([
    'http://www.w3.org/2005/08/addressing}EndpointReference',
    'http://www.w3.org/2004/08/xop/include}Include',
    'http://docs.oasis-open.org/wsn/b-2}NotificationMessage',
    'http://schemas.xmlsoap.org/soap/envelope/}Fault',
    'http://www.w3.org/2003/05/soap-envelope}Envelope',
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd}Security',
    'http://www.w3.org/2000/09/xmldsig#}Signature',
  ])('the standard element {%s comes with the code', (name) => {
    const [namespace = '', local = ''] = name.split('}');
    const model = xsd(
      `<xs:group name="G"><xs:sequence><xs:element xmlns:s="${namespace}" ref="s:${local}"/></xs:sequence></xs:group><xs:complexType name="T"><xs:group ref="t:G"/></xs:complexType>`,
    );
    expect(complexOf(model, '{urn:t}T').slots).toMatchObject([{ key: local }]);
  });

  it.each([
    ['<xs:defaultOpenContent><xs:any/></xs:defaultOpenContent>', 'xs:defaultOpenContent is of XSD 1.1'],
    ['<xs:override schemaLocation="a.xsd"/>', 'xs:override is of XSD 1.1'],
    ['<xs:complexType name="T"><xs:assert test="1"/></xs:complexType>', 'xs:assert is of XSD 1.1'],
    ['<xs:element name="a"><xs:alternative type="xs:int"/></xs:element>', 'xs:alternative is of XSD 1.1'],
    [
      '<xs:complexType name="T"><xs:sequence><xs:any notNamespace="urn:o"/></xs:sequence></xs:complexType>',
      'notNamespace of xs:any is of XSD 1.1',
    ],
    [
      '<xs:simpleType name="T"><xs:restriction base="xs:int"><xs:assertion test="1"/></xs:restriction></xs:simpleType>',
      'xs:assertion is of XSD 1.1',
    ],
    ['<xs:element name="a" type="t:Gone"/>', 'the type {urn:t}Gone is not defined'],
    ['<xs:element name="a" type="xs:sting"/>', 'the type {http://www.w3.org/2001/XMLSchema}sting is not defined'],
    ['<xs:element name="a" type="p:T"/>', 'the prefix of "p:T" is not declared'],
    [
      '<xs:complexType name="T"><xs:sequence><xs:element ref="t:gone"/></xs:sequence></xs:complexType>',
      'the element {urn:t}gone is not defined',
    ],
    ['<xs:complexType name="T"><xs:group ref="t:Gone"/></xs:complexType>', 'the group {urn:t}Gone is not defined'],
    [
      '<xs:complexType name="T"><xs:attributeGroup ref="t:Gone"/></xs:complexType>',
      'the attributeGroup {urn:t}Gone is not defined',
    ],
    [
      '<xs:complexType name="T"><xs:attribute ref="t:gone"/></xs:complexType>',
      'the attribute {urn:t}gone is not defined',
    ],
    ['<xs:element type="xs:int"/>', 'xs:element without a name'],
    ['<xs:sequence/>', 'xs:sequence cannot stand in xs:schema'],
  ])('%s is refused with file, line and construct', (inside, message) => {
    expect(() => xsd(inside)).toThrow(`main.xsd:2: ${message}`);
  });

  it.each([
    [
      'the type is derived from itself',
      '<xs:complexType name="T"><xs:complexContent><xs:extension base="t:T"/></xs:complexContent></xs:complexType>',
    ],
    ['the type is derived from itself', '<xs:simpleType name="T"><xs:restriction base="t:T"/></xs:simpleType>'],
    [
      'the group {urn:t}G holds itself',
      '<xs:group name="G"><xs:sequence><xs:group ref="t:G"/></xs:sequence></xs:group><xs:complexType name="T"><xs:group ref="t:G"/></xs:complexType>',
    ],
    [
      'the attribute group {urn:t}G holds itself',
      '<xs:attributeGroup name="G"><xs:attributeGroup ref="t:G"/></xs:attributeGroup><xs:complexType name="T"><xs:attributeGroup ref="t:G"/></xs:complexType>',
    ],
    ['the element {urn:t}a is in its own substitution group', '<xs:element name="a" substitutionGroup="t:a"/>'],
  ])('what turns in a circle is refused: %s', (message, inside) => {
    expect(() => xsd(inside)).toThrow(`main.xsd:2: ${message}`);
  });

  it('groups that multiply beyond any message are refused', () => {
    const group = (rank: number): string =>
      `<xs:group name="G${rank}"><xs:sequence>${`<xs:group ref="t:G${rank + 1}"/>`.repeat(4)}</xs:sequence></xs:group>`;
    const groups = Array.from({ length: 12 }, (_, rank) => group(rank)).join('');
    const last = '<xs:group name="G12"><xs:choice><xs:element name="a"/><xs:element name="b"/></xs:choice></xs:group>';
    expect(() => xsd(`${groups}${last}<xs:complexType name="T"><xs:group ref="t:G0"/></xs:complexType>`)).toThrow(
      'content model of more than',
    );
  });

  it('types that build on one another without end are refused', () => {
    const type = (rank: number): string =>
      `<xs:complexType name="T${rank}"><xs:complexContent><xs:extension base="t:T${rank + 1}"/></xs:complexContent></xs:complexType>`;
    const types = Array.from({ length: 5000 }, (_, rank) => type(rank));
    const last = '<xs:complexType name="T5000"/>';
    expect(() => xsd([...types, last].join('\n'))).toThrow('more than 100');
    expect(() => xsd([last, ...types.toReversed()].join('\n'))).toThrow('more than 100');
  });

  it('what is not a schema is refused', () => {
    expect(() => xsd('<xs:include schemaLocation="a.xsd"/>', { 'a.xsd': '<html/>' })).toThrow(
      'a.xsd:1: html is not a schema of XSD 1.0',
    );
    expect(() => xsd('<xs:include schemaLocation="a.xsd"/>', { 'a.xsd': '<a>\n</b>' })).toThrow(
      'a.xsd:2: not XML that can be read',
    );
  });

  it.each([
    ['http://www.w3.org/1999/xlink', '<xs:complexType><xs:attribute ref="k:href"/></xs:complexType>'],
    [
      'http://www.w3.org/2001/04/xmlenc#',
      '<xs:complexType><xs:sequence><xs:element ref="k:EncryptedData"/></xs:sequence></xs:complexType>',
    ],
  ])('the standard schema of %s comes with the code', (namespace, type) => {
    const inside = `<xs:import namespace="${namespace}" schemaLocation="http://example.invalid/"/><xs:element name="order" xmlns:k="${namespace}">${type}</xs:element>`;
    expect(Object.keys(xsd(inside).globalElements)).toContain('{urn:t}order');
  });
});
