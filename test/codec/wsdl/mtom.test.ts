import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { binding, service } from './parts.ts';

const assertion =
  '<o:OptimizedMimeSerialization xmlns:o="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"';
const policy = (inside: string): string => `<wsp:Policy wsu:Id="p">${inside}</wsp:Policy>`;
const reference = '<wsp:PolicyReference URI="#p"/>';

function asked(inBinding: string, more = ''): boolean | undefined {
  const text = binding().replace('<operation name="Ask">', `${inBinding}<operation name="Ask">`);
  return wsdl(service({ binding: text, more })).operations[0]?.mtom;
}

describe('MTOM', () => {
  it.each([
    ['a policy that is referred to', reference, policy(`${assertion}/>`)],
    ['a policy in its place', policy(`<wsp:ExactlyOne><wsp:All>${assertion}/></wsp:All></wsp:ExactlyOne>`), ''],
    ['MTOM 1.1', reference, policy('<m:MTOM xmlns:m="http://www.w3.org/2007/08/soap12-mtom-policy"/>')],
    [
      'each alternative',
      reference,
      policy(`<wsp:ExactlyOne><wsp:All>${assertion}/></wsp:All><wsp:All>${assertion}/></wsp:All></wsp:ExactlyOne>`),
    ],
  ])('is asked for by %s', (_, inBinding, more) => {
    expect(asked(inBinding, more)).toBe(true);
  });

  it.each([
    ['nothing', '', ''],
    ['an optional assertion', reference, policy(`${assertion} wsp:Optional="true"/>`)],
    [
      'one of two alternatives',
      reference,
      policy(`<wsp:ExactlyOne><wsp:All>${assertion}/></wsp:All><wsp:All/></wsp:ExactlyOne>`),
    ],
    ['a policy that is not there', reference, ''],
    ['a policy elsewhere', '<wsp:PolicyReference URI="http://example.invalid/p"/>', policy(`${assertion}/>`)],
    ['a policy that refers to itself', reference, policy(reference)],
    ['a policy that refers to itself again and again', reference, policy(reference.repeat(30))],
  ])('is not asked for by %s', (_, inBinding, more) => {
    expect(asked(inBinding, more)).toBe(false);
  });

  it('is asked for by a port, an operation, and PolicyURIs', () => {
    const more = policy(`${assertion}/>`);
    const port = `<service name="Service"><port name="Port" binding="w:Binding" wsp:PolicyURIs="#p"><soap:address location="https://partner.test/"/></port></service>`;
    const operation = binding(undefined, undefined, 'soapAction=""').replace('<input>', `${reference}<input>`);
    expect(wsdl(service({ service: port, more })).operations[0]?.mtom).toBe(true);
    expect(wsdl(service({ binding: operation, more })).operations[0]?.mtom).toBe(true);
  });
});
