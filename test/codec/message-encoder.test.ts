import { describe, expect, it } from 'vitest';
import { link } from '../../src/codec/link.ts';
import { decodeHeader } from '../../src/codec/message-decoder.ts';
import { encodeHeader } from '../../src/codec/message-encoder.ts';
import { Namespaces } from '../../src/codec/namespaces.ts';
import type { Drift, EncodeProblem } from '../../src/codec/problem.ts';
import { XmlReader } from '../../src/codec/xml/reader.ts';
import { binding, service } from './wsdl/parts.ts';
import { wsdl } from './xsd/files.ts';

/** The header `ctx`, by type or by element, bound like this. */
function header(use: string, part: string) {
  const messages = `<message name="In"><part name="body" element="t:ask"/><part name="ctx" ${part}/></message><message name="Out"><part name="body" element="t:answer"/></message>`;
  const bound = `<soap:body parts="body" use="literal"/><soap:header message="w:In" part="ctx" namespace="urn:h" use="${use}"/>`;
  const model = wsdl(service({ messages, binding: binding(bound) }));
  const [found] = model.operations[0]?.input.headers ?? [];
  if (!found) throw new Error('no header');
  return { contract: link(model), found };
}

const namespaces = (): Namespaces =>
  new Namespaces({ 'http://schemas.xmlsoap.org/soap/envelope/': 'soap', 'urn:h': 'h', 'urn:t': 't' });

describe('a header', () => {
  it.each([
    ['literal', 'element="t:context"', '<t:context>x</t:context>'],
    ['literal', 'type="xs:string"', '<h:ctx>x</h:ctx>'],
    [
      'encoded',
      'type="xs:string"',
      '<h:ctx soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xsi:type="xsd:string">x</h:ctx>',
    ],
  ])('that is %s with %s is written and read', (use, part, xml) => {
    const { contract, found } = header(use, part);
    const prefixes = namespaces();
    expect(encodeHeader(contract, found, 'x', prefixes, [], '/$headers/ctx')).toBe(xml);
    const reader = new XmlReader(`<Header${prefixes.declarations()}>${xml}</Header>`);
    reader.readRoot();
    reader.nextChild();
    const drift: Drift[] = [];
    expect([decodeHeader(contract, found, reader, { drift }), drift]).toEqual(['x', []]);
  });

  it('that is encoded is refused at its place', () => {
    const { contract, found } = header('encoded', 'type="xs:int"');
    const problems: EncodeProblem[] = [];
    expect(encodeHeader(contract, found, 'x', namespaces(), problems, '/$headers/ctx')).toBe('');
    expect(problems).toMatchObject([{ pointer: '/$headers/ctx' }]);
  });
});
