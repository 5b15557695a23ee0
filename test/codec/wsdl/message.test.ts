import { describe, expect, it } from 'vitest';
import type { ComplexType, MessageModel, Model } from '../../../src/codec/model.ts';
import { wsdl } from '../xsd/files.ts';
import { binding, service } from './parts.ts';

const out = '<message name="Out"><part name="body" element="t:answer"/></message>';
const input = (parts: string): string => `<message name="In">${parts}</message>${out}`;

function first(model: Model): MessageModel {
  const message = model.operations[0]?.input;
  if (!message) throw new Error('no operation');
  return message;
}

/** Keys and element names. */
function named(model: Model, entries: MessageModel['parts']): string[] {
  return entries.map(({ key, element }) => `${key}=${model.elements[element]?.name}`);
}

describe('document messages', () => {
  const two = '<part name="one" element="t:ask"/><part name="two" element="t:context"/>';

  it('several parts are a property each', () => {
    const model = wsdl(service({ messages: input(two) }));
    expect(named(model, first(model).parts)).toEqual(['one=ask', 'two=context']);
  });

  it('no part is an empty body', () => {
    expect(first(wsdl(service({ messages: input('') }))).parts).toEqual([]);
  });

  it('parts= chooses', () => {
    const model = wsdl(service({ messages: input(two), binding: binding('<soap:body parts="two" use="literal"/>') }));
    expect(named(model, first(model).parts)).toEqual(['=context']);
  });

  it('parts= that names what is not there chooses nothing, and is listed', () => {
    const model = wsdl(service({ messages: input(two), binding: binding('<soap:body parts="three" use="literal"/>') }));
    expect(named(model, first(model).parts)).toEqual(['one=ask', 'two=context']);
    expect(model.skipped).toEqual([
      expect.stringContaining('parts="three": the message has no part three, all its parts are taken'),
    ]);
  });

  it('with an attachment every part is a property, those of the body too', () => {
    const related =
      '<mime:multipartRelated><mime:part><soap:body parts="one" use="literal"/></mime:part><mime:part><mime:content part="two" type="image/png"/></mime:part></mime:multipartRelated>';
    const model = wsdl(service({ messages: input(two), binding: binding(related) }));
    expect(named(model, first(model).parts)).toEqual(['one=ask']);
    expect(first(model).attachments).toEqual([{ key: 'two', contentTypes: ['image/png'] }]);
  });
});

describe('headers', () => {
  const parts =
    '<part name="one" element="t:ask"/><part name="ctx" element="t:context"/><part name="sec" element="wsse:Security"/>';
  const header = (part: string, attributes = ''): string =>
    `<soap:header message="w:In" part="${part}" use="literal" ${attributes}/>`;

  it('a part bound to a header is not in the body', () => {
    const model = wsdl(
      service({
        messages: input(parts),
        binding: binding(`<soap:body use="literal"/>${header('ctx')}${header('sec')}`),
      }),
    );
    expect(named(model, first(model).parts)).toEqual(['=ask']);
  });

  it('declared ones are named for their element; WS-Security is not shown', () => {
    const model = wsdl(
      service({
        messages: input(parts),
        binding: binding(`<soap:body use="literal"/>${header('ctx', 'wsdl:required="true"')}${header('sec')}`),
      }),
    );
    expect(first(model).headers).toEqual([
      { key: 'context', element: model.globalElements['{urn:t}context'], required: true },
    ]);
  });

  it('may stand in a message of their own', () => {
    const model = wsdl(
      service({
        messages: `${input('<part name="one" element="t:ask"/>')}<message name="Ctx"><part name="c" element="t:context"/></message>`,
        binding: binding('<soap:body use="literal"/><soap:header message="w:Ctx" part="c" use="literal"/>'),
      }),
    );
    expect([named(model, first(model).parts), first(model).headers]).toMatchObject([
      ['=ask'],
      [{ key: 'context', required: false }],
    ]);
  });

  it('a header for a part that is not defined is refused', () => {
    expect(() => wsdl(service({ binding: binding(`<soap:body use="literal"/>${header('gone')}`) }))).toThrow(
      'the part gone is not defined',
    );
  });
});

describe('rpc messages', () => {
  const messages = input('<part name="n" type="xs:int"/><part name="c" element="t:context"/>');
  const rpc = (body = '<soap:body use="literal" namespace="urn:rpc"/>'): string =>
    binding(body, body, undefined, 'rpc');

  function wrapper(model: Model, message: MessageModel | undefined): { element: unknown; type: ComplexType } {
    const element = model.elements[message?.parts[0]?.element ?? -1];
    const type = model.types[element?.type ?? -1];
    if (type?.kind !== 'complex') throw new Error('no wrapper');
    return { element, type };
  }

  it('are wrapped in an element named for the operation, in the namespace of soap:body', () => {
    const model = wsdl(service({ messages, binding: rpc() }));
    const [operation] = model.operations;
    expect(wrapper(model, operation?.input).element).toMatchObject({ namespace: 'urn:rpc', name: 'Ask' });
    expect(wrapper(model, operation?.output).element).toMatchObject({ namespace: 'urn:rpc', name: 'AskResponse' });
  });

  it('have a property per part: without a namespace by type, or the part’s own element', () => {
    const model = wsdl(service({ messages, binding: rpc() }));
    const { type } = wrapper(model, first(model));
    expect(type.slots).toMatchObject([
      { key: 'n', min: 1, max: 1 },
      { key: 'context', min: 1, max: 1 },
    ]);
    expect(type.slots.map(({ element }) => model.elements[element ?? -1]?.namespace)).toEqual(['', 'urn:t']);
  });

  it('without parts, or without a namespace', () => {
    const model = wsdl(service({ messages: input(''), binding: rpc('<soap:body use="literal"/>') }));
    const { element, type } = wrapper(model, first(model));
    expect([element, type]).toMatchObject([
      { namespace: '', name: 'Ask' },
      { content: 'empty', slots: [] },
    ]);
  });

  it('the style of an operation goes before that of its binding', () => {
    const model = wsdl(service({ binding: binding(undefined, undefined, 'soapAction="" style="rpc"') }));
    expect(model.operations[0]?.style).toBe('rpc');
  });
});

describe('faults', () => {
  const portType = (faults: string): string =>
    `<portType name="Asking"><operation name="Ask"><input message="w:In"/><output message="w:Out"/>${faults}</operation></portType>`;

  it('have the element of their detail', () => {
    const model = wsdl(
      service({
        messages: `${input('<part name="one" element="t:ask"/>')}<message name="Oops"><part name="f" element="t:oops"/></message>`,
        portType: portType('<fault name="Oops" message="w:Oops"/>'),
      }),
    );
    expect(model.operations[0]?.faults).toEqual([{ name: 'Oops', element: model.globalElements['{urn:t}oops'] }]);
  });

  it('by type are an element named for the part', () => {
    const model = wsdl(
      service({
        messages: `${input('<part name="one" element="t:ask"/>')}<message name="Oops"><part name="f" type="xs:string"/></message>`,
        portType: portType('<fault name="Oops" message="w:Oops"/>'),
      }),
    );
    const [fault] = model.operations[0]?.faults ?? [];
    expect(fault).toMatchObject({ name: 'Oops', typed: true });
    expect(model.elements[fault?.element ?? -1]).toMatchObject({ namespace: '', name: 'f' });
  });

  it('of a message that is not defined are listed, and the operation is kept', () => {
    const model = wsdl(service({ portType: portType('<fault name="Oops" message="w:Gone"/>') }));
    expect(model.operations[0]?.faults).toEqual([]);
    expect(model.skipped).toEqual([
      expect.stringMatching(/the detail of the fault Oops: .*the message \{urn:w\}Gone is not defined/u),
    ]);
  });
});
