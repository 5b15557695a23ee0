import { describe, expect, test } from 'vitest';
import { typescriptOf } from '../../../src/codec/describe/typescript.ts';
import { schemaModel, wsdlModel } from './schema-text.ts';

const options = { file: 'partner/service.wsdl', command: 'npm run passerelle -- types partner' };

const messages =
  '<wsdl:message name="In"><wsdl:part name="p" element="x:in"/></wsdl:message><wsdl:message name="Out"><wsdl:part name="p" element="x:out"/></wsdl:message>';

function element(name: string, particles: string): string {
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType></xs:element>`;
}

/** The module of a WSDL whose operations take element `in` and give element `out`. */
function moduleOf(types: string, names: readonly string[] = ['Ask'], documentation = ''): string {
  const operation = (name: string): string =>
    `<wsdl:operation name="${name}">${documentation}<wsdl:input message="x:In"/><wsdl:output message="x:Out"/></wsdl:operation>`;
  const bound =
    '<soap:operation soapAction=""/><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>';
  const model = wsdlModel({
    types,
    messages,
    operations: names.map(operation).join(''),
    bindings: names.map((name) => `<wsdl:operation name="${name}">${bound}</wsdl:operation>`).join(''),
  });
  return typescriptOf(model, options);
}

const code =
  '<xs:simpleType name="code"><xs:restriction base="xs:string"><xs:enumeration value="A"/><xs:enumeration value="it\'s"/></xs:restriction></xs:simpleType>';
const plain =
  element('in', '<xs:element name="a" type="xs:string"/>') + element('out', '<xs:element name="b" type="xs:string"/>');

describe('the module', () => {
  test('says where it comes from and how it is written again', () => {
    expect(moduleOf(plain).split('\n')[0]).toBe(
      '// Generated from wsdl/partner/service.wsdl. Do not edit; write it again with: npm run passerelle -- types partner',
    );
  });

  test('holds a typed token per operation', () => {
    expect(moduleOf(plain)).toContain(
      "export const Ask: SoapToken<AskMessage, AskReply, unknown> = { wsdl: 'partner/service.wsdl', service: 'Service', port: 'Port', operation: 'Ask' };",
    );
  });

  test('tells overloads apart by the names of their inputs', () => {
    const overload = (input: string): string =>
      `<wsdl:operation name="Ask"><wsdl:input name="${input}" message="x:In"/><wsdl:output name="${input}Out" message="x:Out"/></wsdl:operation>`;
    const bound = (input: string): string =>
      `<wsdl:operation name="Ask"><soap:operation soapAction=""/><wsdl:input name="${input}"><soap:body use="literal"/></wsdl:input><wsdl:output name="${input}Out"><soap:body use="literal"/></wsdl:output></wsdl:operation>`;
    const model = wsdlModel({
      types: plain,
      messages,
      operations: overload('one') + overload('two'),
      bindings: bound('one') + bound('two'),
    });
    const text = typescriptOf(model, options);
    expect(text).toContain("operation: 'Ask', inputName: 'one' };");
    expect(text).toMatch(/export const one: [^]*export const two: /);
  });

  test('is the same for the same document', () => {
    expect(moduleOf(plain)).toBe(moduleOf(plain));
  });

  test('renames what JavaScript reserves', () => {
    expect(moduleOf(plain, ['delete', 'get-order'])).toMatch(/export const delete_: [^]*export const get_order: /);
  });

  test('keeps a documentation from ending its comment', () => {
    const documentation = '<wsdl:documentation>Ends here */ alert(1)</wsdl:documentation>';
    expect(moduleOf(plain, ['Ask'], documentation)).toContain('/** Ends here *\\/ alert(1) */\nexport const Ask');
  });

  test('quotes properties that are no identifiers, and takes any name for one', () => {
    const names = ['a-b', '__proto__', 'numéro']
      .map((name) => `<xs:element name="${name}" type="xs:string"/>`)
      .join('');
    expect(moduleOf(element('in', names) + element('out', ''))).toContain(
      "  'a-b': string;\n  __proto__: string;\n  'numéro': string;\n",
    );
  });

  test('gives a message without content no property at all', () => {
    expect(moduleOf(element('in', '') + element('out', ''))).toContain(
      'export type AskMessage = Record<string, never>;',
    );
  });
});

describe('message and reply', () => {
  const both = (particles: string, more = ''): string =>
    moduleOf(element('in', particles) + element('out', particles) + more);

  test('an enumeration is closed in what is sent and open in what comes back', () => {
    const text = both('<xs:element name="a" type="x:code"/>', code);
    expect(text).toContain("export type Code = 'A' | 'it\\'s';");
    expect(text).toContain("export type CodeReply = 'A' | 'it\\'s' | (string & {});");
  });

  test('a decimal may be sent as a number and comes back as a string', () => {
    const text = both('<xs:element name="a" type="xs:decimal"/>');
    expect(text.match(/a: .*;/g)).toEqual(['a: string | number;', 'a: string;']);
  });

  test('an optional array may be left out of what is sent and is always there in what comes back', () => {
    const text = both('<xs:element name="a" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>');
    expect(text.match(/a\??: .*;/g)).toEqual(['a?: string[] | undefined;', 'a: string[];']);
  });

  test('a type that is the same on both sides is declared once', () => {
    const type =
      '<xs:complexType name="Name"><xs:sequence><xs:element name="first" type="xs:string"/></xs:sequence></xs:complexType>';
    expect(both('<xs:element name="a" type="x:Name"/>', type).match(/interface Name\w*/g)).toEqual(['interface Name']);
  });

  test('a type that holds a type that differs is declared twice', () => {
    const type =
      '<xs:complexType name="Holder"><xs:sequence><xs:element name="a" type="x:code"/></xs:sequence></xs:complexType>';
    const text = both('<xs:element name="h" type="x:Holder"/>', code + type);
    expect(text.match(/interface Holder\w*/g)).toEqual(['interface Holder', 'interface HolderReply']);
  });

  test('a recursive type refers to itself', () => {
    const type =
      '<xs:complexType name="Node"><xs:sequence><xs:element name="next" type="x:Node" minOccurs="0"/></xs:sequence></xs:complexType>';
    expect(both('<xs:element name="a" type="x:Node"/>', type)).toContain('next?: NodeReply;');
  });

  test('a fixed text is a literal in what is sent', () => {
    const text = both('<xs:element name="a" type="xs:string" fixed="v"/>');
    expect(text.match(/a: .*;/g)).toEqual(["a: 'v';", 'a: string;']);
  });
});

describe('the module of an XSD', () => {
  const model = schemaModel(
    `${code}${element('order', '<xs:element name="code" type="x:code"/>')}${element('name', '<xs:element name="first" type="xs:string"/>')}`,
  );
  const text = typescriptOf(model, { file: 'partner/orders.xsd', command: 'c' });

  test('holds a token per element, with what comes back before what is sent', () => {
    expect(text).toContain(
      "export const order: ElementToken<OrderReply, Order> = { xsd: 'partner/orders.xsd', element: '{urn:x}order' };",
    );
  });

  test('names one type where both sides are the same', () => {
    expect(text).toContain('export const name: ElementToken<Name> = ');
  });
});

describe('$type', () => {
  const shapes = `<xs:complexType name="Shape"><xs:sequence><xs:element name="id" type="xs:string"/></xs:sequence></xs:complexType>
    <xs:complexType name="Circle"><xs:complexContent><xs:extension base="x:Shape"/></xs:complexContent></xs:complexType>`;
  const both = (types: string): string =>
    moduleOf(
      types +
        element('in', '<xs:element name="s" type="x:Shape"/>') +
        element('out', '<xs:element name="s" type="x:Shape"/>'),
    );

  test('may be absent for the declared type in what is sent, and never is in what comes back', () => {
    const text = both(shapes);
    expect(text).toMatch(/interface ShapeTyped \{\n  \$type\?: 'Shape' \| undefined;/);
    expect(text).toMatch(/interface CircleTyped \{\n  \$type: 'Circle';/);
    expect(text).toMatch(/interface ShapeTypedReply \{\n  \$type: 'Shape';/);
  });

  test('must be there where the declared type is abstract', () => {
    expect(both(shapes.replace('name="Shape"', 'name="Shape" abstract="true"'))).not.toContain('$type?:');
  });
});

test('the module of a WSDL that has nothing to send is a module all the same', () => {
  const model = wsdlModel({ types: '', messages: '', operations: '', bindings: '' });
  expect(typescriptOf(model, options)).toContain('\nexport {};\n');
});

test('a type is declared by an identifier, whatever it is called', () => {
  const names = ['*/ a', ':b', '{ }', '1c', '-'];
  const types = names.map((name) => `<xs:complexType name="${name}"><xs:sequence/></xs:complexType>`).join('');
  const uses = names.map((name, at) => `<xs:element name="e${at}" type="x:${name}"/>`).join('');
  const text = moduleOf(types + element('in', uses) + element('out', ''));
  const declared = [...text.matchAll(/^export (?:interface|type) (.*?) [={]/gm)].map(([, name]) => name);
  expect(declared.filter((name) => /^[A-Za-z_]\w*$/.test(name ?? ''))).toEqual(declared);
  expect(declared).toContain('B');
});
