import { describe, expect, it } from 'vitest';
import { link } from '../../../src/codec/link.ts';
import { decodeMessage } from '../../../src/codec/message-decoder.ts';
import type { Drift } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';
import { binding, service } from '../wsdl/parts.ts';
import { wsdl } from '../xsd/files.ts';
import { readBody } from './echo.ts';

const value = '<return><name>x</name></return>';

describe('the body of an encoded reply', () => {
  it.each([
    ['another namespace', `<t:EchoResponse>${value}</t:EchoResponse>`],
    ['no namespace', `<EchoResponse>${value}</EchoResponse>`],
    ['what it refers to before it', `<m id="1" soapenc:root="0"/><r:EchoResponse>${value}</r:EchoResponse>`],
    ['the name of its result in SOAP 1.2', `<r:EchoResponse><rpc:result>return</rpc:result>${value}</r:EchoResponse>`],
  ])('is read with %s', (_, body) => {
    expect(readBody('t:Person', body)).toEqual({ content: { return: { name: 'x' } }, drift: [] });
  });

  it('is read under another name, which is reported', () => {
    const { content, drift } = readBody('t:Person', `<r:EchoResult>${value}</r:EchoResult>`);
    expect(content).toEqual({ return: { name: 'x' } });
    expect(drift).toEqual([
      { kind: 'root', path: '/Body/EchoResult', expected: 'EchoResponse', found: 'another element' },
    ]);
  });

  it('has its return value under another name, which is reported', () => {
    const { content, drift } = readBody('t:Person', '<r:EchoResponse><result><name>x</name></result></r:EchoResponse>');
    expect(content).toEqual({ return: { name: 'x' } });
    expect(drift).toMatchObject([{ kind: 'unknown_element', found: 'result' }]);
  });

  it('of more elements than may be held is refused, however short', () => {
    const flood = `<r:EchoResponse>${'<a/>'.repeat(1_000_000)}</r:EchoResponse>`;
    expect(() => readBody('t:Person', flood)).toThrow('more elements than such a place may hold');
  });

  it('that is empty is refused', () => {
    expect(() => readBody('t:Person', '')).toThrow('/Body: expected {urn:rpc}EchoResponse, found an empty body');
  });
});

describe('a procedure that returns nothing', () => {
  const model = wsdl(
    service({
      messages: '<message name="In"/><message name="Out"/>',
      binding: binding('<soap:body use="encoded"/>', '<soap:body use="encoded"/>', undefined, 'rpc'),
    }),
  );

  it.each([
    ['its wrapper', '<AskResponse/>', []],
    [
      'nothing at all, which is reported',
      '',
      [{ kind: 'missing', path: '/Body', expected: 'AskResponse', found: 'an empty body' }],
    ],
  ])('may answer with %s', (_, body, differences) => {
    const reader = new XmlReader(`<Body>${body}</Body>`);
    reader.readRoot();
    const drift: Drift[] = [];
    const output = model.operations[0]?.output ?? raise();
    expect(decodeMessage(link(model), output, reader, { drift })).toEqual({});
    expect(drift).toEqual(differences);
  });
});

function raise(): never {
  throw new Error('no output');
}
