import { describe, expect, it } from 'vitest';
import type { Model, OperationModel } from '../../../src/codec/model.ts';
import { wsdl } from '../xsd/files.ts';
import { binding, service } from './parts.ts';
import { bareMessage } from '../../../src/codec/model.ts';

function only(model: Model): OperationModel {
  const [operation, ...others] = model.operations;
  if (!operation || others.length > 0) throw new Error(`${model.operations.length} operations`);
  return operation;
}

const port = (name: string, to = 'w:Binding'): string =>
  `<port name="${name}" binding="${to}"><soap:address location="https://partner.test/${name}"/></port>`;

describe('operations', () => {
  it('a document operation, whole', () => {
    const model = wsdl(service());
    expect(only(model)).toEqual({
      service: 'Service',
      port: 'Port',
      portType: '{urn:w}Asking',
      name: 'Ask',
      inputName: 'AskRequest',
      soap: '1.1',
      style: 'document',
      action: 'urn:ask',
      addressing: false,
      address: 'https://partner.test/ask',
      mtom: false,
      headerFaults: [],
      input: bareMessage(model.globalElements['{urn:t}ask'] ?? -1),
      output: bareMessage(model.globalElements['{urn:t}answer'] ?? -1),
      faults: [],
    });
  });

  it('every SOAP port has its own, in document order; others are listed as passed over', () => {
    const soap12 = `<binding name="B12" type="w:Asking"><soap12:binding transport="http://www.w3.org/2003/05/soap/bindings/HTTP/"/><operation name="Ask"><soap12:operation soapAction="urn:12"/><input><soap12:body use="literal"/></input><output><soap12:body use="literal"/></output></operation></binding>`;
    const http = '<binding name="Get" type="w:Asking"><http:binding verb="GET"/></binding>';
    const jms =
      '<binding name="Jms" type="w:Asking"><soap:binding transport="http://schemas.xmlsoap.org/soap/jms"/></binding>';
    const model = wsdl(
      service({
        binding: binding() + soap12 + http + jms,
        service: `<service name="S">${port('G', 'w:Get')}${port('J', 'w:Jms')}<port name="P12" binding="w:B12"><soap12:address location="https://partner.test/12"/></port>${port('P11')}</service>`,
      }),
    );
    expect(
      model.operations.map((operation) => [operation.port, operation.soap, operation.action, operation.address]),
    ).toEqual([
      ['P12', '1.2', 'urn:12', 'https://partner.test/12'],
      ['P11', '1.1', 'urn:ask', 'https://partner.test/P11'],
    ]);
    expect(model.skipped).toEqual([
      expect.stringMatching(/main\.wsdl:\d+: the port G: its binding is not a SOAP binding$/u),
      expect.stringMatching(/main\.wsdl:\d+: the port J: the transport .*jms is not HTTP$/u),
    ]);
  });

  it('without any service, each SOAP binding is a port without an address', () => {
    expect(only(wsdl(service({ service: '' })))).toMatchObject({ service: '', port: 'Binding', address: '' });
  });

  it('one way: no output', () => {
    const portType = '<portType name="Asking"><operation name="Ask"><input message="w:In"/></operation></portType>';
    const operation = only(wsdl(service({ portType })));
    expect(operation.output).toBeUndefined();
    expect(operation.inputName).toBe('Ask');
  });

  it('what the partner would start is passed over', () => {
    const portType =
      '<portType name="Asking"><operation name="Ask"><output message="w:Out"/><input message="w:In"/></operation></portType>';
    const model = wsdl(service({ portType }));
    expect([model.operations, model.skipped]).toEqual([
      [],
      [expect.stringContaining('the operation Ask: the partner would start it')],
    ]);
  });

  it('overloads are told apart by the names of their inputs', () => {
    const portType =
      '<portType name="Asking"><operation name="Ask"><input name="Short" message="w:In"/><output message="w:Out"/></operation><operation name="Ask"><input name="Long" message="w:Out"/><output message="w:In"/></operation></portType>';
    const bound = (input: string): string =>
      `<operation name="Ask"><soap:operation soapAction="urn:${input}"/><input name="${input}"><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`;
    const model = wsdl(
      service({
        portType,
        binding: `<binding name="Binding" type="w:Asking"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${bound('Long')}${bound('Short')}</binding>`,
      }),
    );
    expect(
      model.operations.map(({ inputName, action, input }) => [inputName, action, input.parts[0]?.element]),
    ).toEqual([
      ['Long', 'urn:Long', model.globalElements['{urn:t}answer']],
      ['Short', 'urn:Short', model.globalElements['{urn:t}ask']],
    ]);
  });

  it('overloads that the binding does not name are those of the port type in turn', () => {
    const portType =
      '<portType name="Asking"><operation name="Ask"><input name="Short" message="w:In"/><output message="w:Out"/></operation><operation name="Ask"><input name="Long" message="w:Out"/><output message="w:In"/></operation></portType>';
    const bound = (action: string): string =>
      `<operation name="Ask"><soap:operation soapAction="${action}"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`;
    const text = `<binding name="Binding" type="w:Asking"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${bound('one')}${bound('two')}</binding>`;
    const model = wsdl(service({ portType, binding: text }));
    expect(model.operations.map(({ inputName, action }) => [inputName, action])).toEqual([
      ['Short', 'one'],
      ['Long', 'two'],
    ]);
  });

  it('one that cannot be taken is listed with its reason, and the others are kept', () => {
    const portType =
      '<portType name="Asking"><operation name="Ask"><input message="w:In"/><output message="w:Out"/></operation><operation name="Lost"><input message="w:Gone"/></operation></portType>';
    const text = binding().replace('</binding>', '<operation name="Lost"><soap:operation/></operation></binding>');
    const model = wsdl(service({ portType, binding: text }));
    expect(model.operations.map(({ name }) => name)).toEqual(['Ask']);
    expect(model.skipped).toEqual([
      expect.stringMatching(/the operation Lost: .*the message \{urn:w\}Gone is not defined/u),
    ]);
  });

  it('one whose types cannot be compiled is listed with its reason, and the others are kept without a trace of it', () => {
    const schema =
      '<xs:element name="lost" type="t:Lost"/><xs:complexType name="Lost"><xs:sequence><xs:element name="x" type="t:Gone"/></xs:sequence></xs:complexType>';
    const messages =
      '<message name="In"><part name="body" element="t:ask"/></message><message name="Lost"><part name="body" element="t:lost"/></message>';
    const portType =
      '<portType name="Asking"><operation name="Lost"><input message="w:Lost"/></operation><operation name="Ask"><input message="w:In"/><fault name="Lost" message="w:Lost"/></operation></portType>';
    const text = binding().replace('</binding>', '<operation name="Lost"><soap:operation/></operation></binding>');
    const model = wsdl(service({ schema, messages, portType, binding: text }));
    expect(model.operations).toMatchObject([{ name: 'Ask', faults: [] }]);
    expect(model.skipped).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/the operation Lost: .*the type \{urn:t\}Gone is not defined/u),
        expect.stringMatching(/the detail of the fault Lost: .*the type \{urn:t\}Gone is not defined/u),
      ]),
    );
    expect([...Object.keys(model.globalElements), ...Object.keys(model.globalTypes)]).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/[Ll]ost$/u)]),
    );
  });

  it('a port whose binding is not there is listed, and the others are kept', () => {
    const model = wsdl(
      service({
        service:
          '<service name="One"><port name="Gone" binding="w:Gone"/></service><service name="Two"><port name="Port" binding="w:Binding"><soap:address location="https://partner.test/"/></port></service>',
      }),
    );
    expect(model.operations.map((operation) => [operation.service, operation.port])).toEqual([['Two', 'Port']]);
    expect(model.skipped).toEqual([expect.stringContaining('the port Gone: ')]);
  });

  it('documentation is kept', () => {
    const portType =
      '<portType name="Asking"><operation name="Ask"><documentation> Asks. </documentation><input message="w:In"/><output message="w:Out"/></operation></portType>';
    expect(only(wsdl(service({ portType }))).documentation).toBe('Asks.');
  });

  it.each([
    [
      'a binding',
      { service: '<service name="S"><port name="P" binding="w:Gone"/></service>' },
      'the binding {urn:w}Gone is not defined',
    ],
    ['a port type', { portType: '' }, 'the portType {urn:w}Asking is not defined'],
    ['a message', { messages: '' }, 'the message {urn:w}In is not defined'],
    [
      'an element',
      { messages: '<message name="In"><part name="p" element="t:gone"/></message>' },
      'the element {urn:t}gone is not defined',
    ],
    [
      'an operation',
      { portType: '<portType name="Asking"/>' },
      'the operation Ask is not defined in the port type {urn:w}Asking',
    ],
    [
      'an encoding of SOAP',
      { binding: binding('<soap:body use="encoded" encodingStyle="urn:own"/>') },
      'encodingStyle="urn:own" is not an encoding of SOAP',
    ],
  ])('what lacks %s is refused with file, line and construct', (_, pieces, message) => {
    expect(() => wsdl(service(pieces))).toThrow(
      new RegExp(`^main\\.wsdl:\\d+: ${message.replace(/[{}().?+*[\]\\^$|]/gu, String.raw`\$&`)}`, 'u'),
    );
  });
});

describe('WS-Addressing', () => {
  const asking = (attributes: string): string =>
    `<portType name="Asking"><operation name="Ask"><input name="Question" message="w:In" ${attributes}/><output message="w:Out"/></operation></portType>`;
  const using = (assertion: string, extension = 'soapAction="urn:ask"'): string =>
    binding(undefined, undefined, extension).replace('<soap:binding', `${assertion}<soap:binding`);

  it.each([
    ['wsaw:UsingAddressing', '<wsaw:UsingAddressing/>', ''],
    [
      'a policy',
      '<wsp:Policy><wsp:ExactlyOne><wsp:All><wsam:Addressing><wsp:Policy/></wsam:Addressing></wsp:All></wsp:ExactlyOne></wsp:Policy>',
      '',
    ],
    ['a policy elsewhere', '<wsp:PolicyReference URI="#P"/>', '<wsp:Policy wsu:Id="P"><wsam:Addressing/></wsp:Policy>'],
  ])('is asked for by %s', (_, assertion, more) => {
    expect(only(wsdl(service({ binding: using(assertion), more })))).toMatchObject({
      addressing: true,
      action: 'urn:ask',
    });
  });

  it('is not asked for by another policy', () => {
    const pieces = {
      binding: using('<wsp:PolicyReference URI="#P"/>'),
      more: '<wsp:Policy wsu:Id="P"><wsp:All/></wsp:Policy>',
    };
    expect(only(wsdl(service(pieces))).addressing).toBe(false);
  });

  it.each(['wsaw:Action', 'wsam:Action'])('%s is the action', (attribute) => {
    const pieces = { portType: asking(`${attribute}="urn:explicit"`), binding: using('<wsaw:UsingAddressing/>') };
    expect(only(wsdl(service(pieces))).action).toBe('urn:explicit');
  });

  it('the default action is made of the target namespace, port type and input', () => {
    const pieces = { portType: asking(''), binding: using('<wsaw:UsingAddressing/>', 'soapAction=""') };
    expect(only(wsdl(service(pieces))).action).toBe('urn:w:Asking:Question');
    expect(only(wsdl(service(pieces).replaceAll('urn:w"', 'http://w.test/"'))).action).toBe(
      'http://w.test/Asking/Question',
    );
  });

  it('a declared WS-Addressing header asks for it, and is not shown', () => {
    const operation = only(
      wsdl(
        service({
          messages:
            '<message name="In"><part name="body" element="t:ask"/><part name="id" element="wsa:MessageID"/></message><message name="Out"><part name="body" element="t:answer"/></message>',
          binding: binding(
            '<soap:body parts="body" use="literal"/><soap:header message="w:In" part="id" use="literal"/>',
          ),
        }),
      ),
    );
    expect([operation.addressing, operation.input.headers]).toEqual([true, []]);
  });
});
