import { describe, expect, it } from 'vitest';
import { elementOf, schemaText, wsdl } from '../xsd/files.ts';
import { binding, definitions, schemaOf, service } from './parts.ts';

const bare =
  '<portType name="Asking"><operation name="Ask"><input message="In"/><output message="Out"/></operation></portType>';

/** A service whose one message is the element `{urn:t}ask`, but for its schemas. */
function asking(schemas: string, imports = ''): string {
  return definitions(
    `${imports}<types>${schemas}</types><message name="In"><part name="body" element="t:ask"/></message>
<portType name="Asking"><operation name="Ask"><input message="w:In"/></operation></portType>
${binding()}<service name="S"><port name="P" binding="w:Binding"><soap:address location="https://partner.test"/></port></service>`,
  );
}

describe('what toolkits publish by mistake is read where it can mean one thing', () => {
  it('a message, port type or binding named without its prefix', () => {
    const model = wsdl(service({ portType: bare }));
    expect(model.operations).toHaveLength(1);
    expect(model.skipped).toContainEqual(
      expect.stringContaining('main.wsdl:3: the message "In" is not defined: {urn:w}In is taken'),
    );
  });

  it('a message named with a prefix that is not declared', () => {
    expect(wsdl(service({ portType: bare.replace('"In"', '"no:In"') })).operations).toHaveLength(1);
  });

  it('a name that two definitions have is still refused', () => {
    const other = '<import namespace="urn:v" location="v.wsdl"/>';
    const text = service({ portType: bare, more: other });
    expect(() => wsdl(text, { 'v.wsdl': definitions('<message name="In"/>', 'urn:v') })).toThrow(
      'the message {http://schemas.xmlsoap.org/wsdl/}In is not defined',
    );
  });

  it('a type named without its prefix, of the schema or of XSD', () => {
    const schema = '<xs:element name="a" type="T"/><xs:element name="b" type="int"/><xs:complexType name="T"/>';
    const model = wsdl(service({ schema }));
    const types = ['a', 'b'].map((name) => model.types[elementOf(model, `{urn:t}${name}`).type]?.name);
    expect(types).toEqual(['{urn:t}T', '{http://www.w3.org/2001/XMLSchema}int']);
  });

  it('an element named where a type is needed', () => {
    const inside = '<xs:complexType><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>';
    const model = wsdl(
      service({ schema: `<xs:element name="T">${inside}</xs:element><xs:element name="a" type="t:T"/>` }),
    );
    expect(model.types[elementOf(model, '{urn:t}a').type]).toMatchObject({ slots: [{ key: 'x' }] });
  });

  it("an embedded schema without a target namespace is the WSDL's", () => {
    const schema =
      '<xs:schema><xs:element name="ask" type="Q"/><xs:simpleType name="Q"><xs:restriction base="xs:int"/></xs:simpleType></xs:schema>';
    const model = wsdl(asking(schema).replaceAll('t:ask', 'w:ask'));
    const [part] = model.operations[0]?.input.parts ?? [];
    expect(model.elements[part?.element ?? -1]).toMatchObject({ namespace: 'urn:w', name: 'ask' });
  });

  it("what stands in WSDL's namespace within a schema", () => {
    const model = wsdl(
      asking(schemaOf('<element name="ask"><simpleType><xs:restriction base="xs:int"/></simpleType></element>')),
    );
    expect(model.types[elementOf(model, '{urn:t}ask').type]).toMatchObject({ json: 'number' });
  });

  it.each(['gone.xsd', 'classpath:gone.xsd', 'file:/C:/gone.xsd', 'C:\\gone.xsd', '/gone.xsd', '?xsd=1'])(
    'an import of %s, where the schema is embedded beside it',
    (location) => {
      const other = schemaOf('<xs:simpleType name="Q"><xs:restriction base="xs:int"/></xs:simpleType>', 'urn:w');
      const schema = `<xs:import namespace="urn:w" schemaLocation="${location}"/><xs:element name="ask" type="w:Q"/>`;
      expect(wsdl(asking(schemaOf(schema) + other)).operations).toHaveLength(1);
    },
  );

  it('an import of a file that does not exist is named where it is missed', () => {
    const schema = '<xs:import namespace="urn:w" schemaLocation="gone.xsd"/>\n<xs:element name="ask" type="w:Q"/>';
    expect(() => wsdl(asking(schemaOf(schema)))).toThrow(
      'main.wsdl:2: the type {urn:w}Q is not defined; the file gone.xsd, which is imported for it, does not exist',
    );
  });

  it('types of another language are passed over', () => {
    const model = wsdl(asking(`<w:schema/>${schemaOf('<xs:element name="ask"/>')}`));
    expect(model.skipped).toEqual([expect.stringContaining('the types in {urn:w}schema: it is no schema of XSD')]);
  });

  it('a binding without soap:binding, whose operations are of SOAP', () => {
    const text = service({ binding: binding().replace(/<soap:binding[^>]*>/u, '') });
    expect(wsdl(text).operations).toMatchObject([{ soap: '1.1', style: 'document', action: 'urn:ask' }]);
  });

  it('a style and a use in capitals, an empty style and an empty transport', () => {
    const capital = service({ binding: binding(undefined, undefined, undefined, 'RPC') });
    expect(wsdl(capital).operations).toMatchObject([{ style: 'rpc' }]);
    const empty = binding(undefined, undefined, undefined, '').replace(/transport="[^"]*"/u, 'transport=""');
    expect(wsdl(service({ binding: empty })).operations).toMatchObject([{ style: 'document' }]);
  });

  it('a form default in capitals', () => {
    const schema = schemaOf(
      '<xs:element name="ask"><xs:complexType><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType></xs:element>',
    );
    const model = wsdl(asking(schema.replace('"qualified"', '"Qualified"')));
    expect(model.elements.find(({ name }) => name === 'a')?.namespace).toBe('urn:t');
  });

  it('a header that names no message is of the message of its operation', () => {
    const messages =
      '<message name="In"><part name="head" element="t:context"/><part name="body" element="t:ask"/></message><message name="Out"><part name="body" element="t:answer"/></message>';
    const input = '<soap:header part="head" use="literal"/><soap:body use="literal"/>';
    const [operation] = wsdl(service({ messages, binding: binding(input) })).operations;
    expect(operation?.input).toMatchObject({ headers: [{ key: 'context' }], parts: [{ key: '' }] });
  });

  it('an extension that is required, and that nobody knows, is noted', () => {
    const extended = binding().replace('<soap:binding', '<t:must wsdl:required="true"/><soap:binding');
    const policy = extended.replace('<soap:operation', '<wsp:Policy wsdl:required="true"/><soap:operation');
    const model = wsdl(service({ binding: policy }));
    expect(model.skipped).toEqual([expect.stringContaining('{urn:t}must, which is required')]);
  });

  it('a fault without a name costs no more than its detail', () => {
    const portType =
      '<portType name="Asking"><operation name="Ask"><input message="w:In"/><output message="w:Out"/><fault message="w:In"/></operation></portType>';
    expect(wsdl(service({ portType })).operations).toMatchObject([{ faults: [] }]);
  });

  it('a part with an empty element has the type that it names', () => {
    const messages =
      '<message name="In"><part name="a" element="" type="xs:int"/></message><message name="Out"><part name="body" element="t:answer"/></message>';
    const [operation] = wsdl(service({ messages })).operations;
    expect(operation?.input.parts).toMatchObject([{ key: 'a' }]);
  });

  it('lines before the XML declaration, and a DOCTYPE behind it', () => {
    const doctype = '<?xml version="1.0"?>\n<!DOCTYPE definitions [\n<!ENTITY a "]>">\n]>\n';
    expect(wsdl(`\n\n${doctype}${service()}`).operations).toHaveLength(1);
    expect(() => wsdl(`\n\n${doctype}<html/>`)).toThrow('main.wsdl:7: html is not');
    expect(() => wsdl(`${doctype}<html>&a;</html>`)).toThrow('main.wsdl:5: not XML that can be read');
  });

  it('the encodings that the platform knows', () => {
    const bytes = Buffer.from(
      `<?xml version="1.0" encoding="windows-1251"?>${service({ more: '<documentation>\u00CF</documentation>' })}`,
      'latin1',
    );
    expect(wsdl(bytes).operations).toHaveLength(1);
    const other = Buffer.from('<?xml version="1.0" encoding="ebcdic-fr"?><a/>');
    expect(() => wsdl(other)).toThrow('main.wsdl:1: not XML that can be read: the encoding ebcdic-fr');
  });
});

describe('what cannot be written, or would not end, is refused', () => {
  it.each(['a b', 'x:a', 'a><b', '1'])('the name "%s" of an element, an attribute, a part', (name) => {
    const escaped = name.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(() => wsdl(asking(schemaOf(`<xs:element name="${escaped}"/>`)))).toThrow(`name="${name}" is no name`);
    const attribute = `<xs:element name="ask"><xs:complexType><xs:attribute name="${escaped}"/></xs:complexType></xs:element>`;
    expect(() => wsdl(asking(schemaOf(attribute)))).toThrow(`name="${name}" is no name`);
    const messages = `<message name="In"><part name="${escaped}" type="xs:int"/></message><message name="Out"/>`;
    expect(() => wsdl(service({ messages }))).toThrow(`"${name}" cannot be the name of an element`);
  });

  it('the name of an operation that no address can have, nor in rpc an element', () => {
    const named = (name: string, style: string): string =>
      service({ binding: binding(undefined, undefined, undefined, style) }).replaceAll('"Ask"', `"${name}"`);
    expect(() => wsdl(named('a/b', 'document'))).toThrow('"a/b" cannot be the name of an operation');
    expect(wsdl(named('3D-Ask', 'document')).operations).toHaveLength(1);
    expect(() => wsdl(named('3D-Ask', 'rpc'))).toThrow('"3D-Ask" cannot be the name of an element');
  });

  it.each(['constructor', 'toString', '__proto__'])('xs:%s is no part of a schema, of XSD or of its drafts', (name) => {
    expect(() => wsdl(asking(schemaOf(`<xs:${name}/>`)))).toThrow(`xs:${name} cannot stand in xs:schema`);
    const draft = `<d:schema xmlns:d="http://www.w3.org/1999/XMLSchema"><d:${name}/></d:schema>`;
    expect(() => wsdl(asking(draft))).toThrow(`xs:${name} cannot stand in xs:schema`);
  });

  it('WSDLs that import one another without end', () => {
    const files = Array.from({ length: 400 }, (_, index): [string, string] => [
      `w${index}.wsdl`,
      definitions(`<import namespace="urn:w" location="w${index + 1}.wsdl"/>`),
    ]);
    const text = definitions('<import namespace="urn:w" location="w0.wsdl"/>');
    expect(() => wsdl(text, Object.fromEntries(files))).toThrow('more than 300 documents that import one another');
  });

  it('a component that fails is reported as it fails, however often it is asked for', () => {
    const schema = schemaText('<xs:element name="ask" type="t:Gone"/>');
    expect(() => wsdl(asking('', '<import namespace="urn:t" location="t.xsd"/>'), { 't.xsd': schema })).toThrow(
      't.xsd:2: the type {urn:t}Gone is not defined',
    );
  });

  it('attribute groups that hold one another twice are compiled once each', () => {
    const groups = Array.from({ length: 60 }, (_, index) => {
      const inside = index === 59 ? '<xs:attribute name="z"/>' : `<xs:attributeGroup ref="t:g${index + 1}"/>`.repeat(2);
      return `<xs:attributeGroup name="g${index}">${inside}</xs:attributeGroup>`;
    });
    const ask = '<xs:element name="ask"><xs:complexType><xs:attributeGroup ref="t:g0"/></xs:complexType></xs:element>';
    const model = wsdl(asking(schemaOf(ask + groups.join(''))));
    expect(model.types[elementOf(model, '{urn:t}ask').type]).toMatchObject({ attributes: [{ name: 'z' }] });
  });
});

describe('a component that cannot be compiled', () => {
  const dangling =
    '<xs:complexType name="Lost"><xs:sequence><xs:element name="a" type="xs:int"/><xs:element name="b" type="t:Gone"/></xs:sequence></xs:complexType>';

  it('is left out and noted where no operation needs it', () => {
    const model = wsdl(service({ schema: `${dangling}<xs:element name="lost" type="t:Lost"/>` }));
    expect(model.skipped).toEqual([
      expect.stringMatching(/\{urn:t\}lost is left out: .*the type \{urn:t\}Gone is not defined/u),
      expect.stringMatching(/\{urn:t\}Lost is left out: .*the type \{urn:t\}Gone is not defined/u),
    ]);
  });

  it('leaves nothing of itself behind', () => {
    const sound =
      '<xs:complexType name="Sound"><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType>';
    const model = wsdl(service({ schema: dangling + sound }));
    expect(model.globalTypes['{urn:t}Lost']).toBeUndefined();
    expect(model.types[model.globalTypes['{urn:t}Sound'] ?? -1]).toMatchObject({ name: '{urn:t}Sound' });
  });

  it('refuses the contract where an operation needs it', () => {
    const element = '<xs:element name="ask" type="t:Lost"/>';
    expect(() => wsdl(asking(schemaOf(dangling + element)))).toThrow('the type {urn:t}Gone is not defined');
  });
});
