import { describe, expect, it } from 'vitest';
import { link } from '../../src/codec/link.ts';
import { decodeMessage } from '../../src/codec/message-decoder.ts';
import { encodeMessage } from '../../src/codec/message-encoder.ts';
import { Namespaces } from '../../src/codec/namespaces.ts';
import type { Drift, EncodeProblem } from '../../src/codec/problem.ts';
import { XmlReader } from '../../src/codec/xml/reader.ts';
import { binding, service } from './wsdl/parts.ts';
import { wsdl } from './xsd/files.ts';

const person =
  '<xs:complexType name="Person"><xs:sequence><xs:element name="name" type="xs:string"/><xs:element name="age" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType>';

/** A document message of these parts, both ways. */
function message(parts: string, use = 'use="literal"') {
  const messages = `<message name="In">${parts}</message><message name="Out"><part name="body" element="t:answer"/></message>`;
  const model = wsdl(service({ schema: person, messages, binding: binding(`<soap:body ${use}/>`) }));
  const contract = link(model);
  const input = model.operations[0]?.input;
  if (!input) throw new Error('no operation');
  return {
    write(value: unknown): string | readonly EncodeProblem[] {
      const problems: EncodeProblem[] = [];
      const xml = encodeMessage(contract, input, value, new Namespaces({ 'urn:t': 't' }), problems);
      return problems.length > 0 ? problems : xml;
    },
    read(body: string): unknown {
      const reader = new XmlReader(`<Body xmlns:t="urn:t">${body}</Body>`);
      reader.readRoot();
      const drift: Drift[] = [];
      const content = decodeMessage(contract, input, reader, { drift });
      reader.finish();
      return drift.length > 0 ? drift : content;
    },
  };
}

describe('a document part by type', () => {
  const typed = message('<part name="who" type="t:Person"/>');

  it('is written as an element named for the part', () => {
    expect(typed.write({ who: { name: 'x' } })).toBe('<who><t:name>x</t:name></who>');
  });

  it.each([
    ['without a namespace', '<who><t:name>x</t:name></who>'],
    ['in any namespace', '<t:who><t:name>x</t:name></t:who>'],
    ['as the body itself', '<t:name>x</t:name>'],
  ])('is read %s', (_, body) => {
    expect(typed.read(body)).toEqual({ who: { name: 'x' } });
  });

  it('as the body itself is read to its end', () => {
    expect(typed.read('<t:name>x</t:name><t:age>5</t:age>')).toEqual({ who: { name: 'x', age: 5 } });
  });

  it('of a simple type is a property too', () => {
    const simple = message('<part name="text" type="xs:string"/>');
    expect(simple.write({ text: 'x' })).toBe('<text>x</text>');
    expect(simple.read('<text>x</text>')).toEqual({ text: 'x' });
  });

  it('is refused where something else stands', () => {
    expect(() => typed.read('<other/>')).toThrow('/Body: expected who, found nothing');
    expect(() => typed.read('')).toThrow('/Body: expected who, found an empty body');
  });
});

describe('several document parts', () => {
  const several = message('<part name="a" element="t:ask"/><part name="b" type="xs:int"/>');

  it('are a property each, by element or by type', () => {
    expect(several.write({ b: 1, a: { q: 'x' } })).toBe('<t:ask><t:q>x</t:q></t:ask><b>1</b>');
    expect(several.read('<b>1</b><t:ask><t:q>x</t:q></t:ask>')).toEqual({ a: { q: 'x' }, b: 1 });
  });

  it('are all needed, and nothing else is known', () => {
    expect(several.write({ a: { q: 'x' }, c: 1 })).toEqual([
      { pointer: '/c', message: 'is not known here' },
      { pointer: '/b', message: 'is required' },
    ]);
    expect(() => several.read('<b>1</b>')).toThrow('/Body: expected {urn:t}ask, found nothing');
  });

  it('have no text among them', () => {
    const told = { kind: 'unexpected_text', path: '/Body', expected: 'elements only', found: 'text' };
    expect(several.read('x<b>1</b><t:ask><t:q>x</t:q></t:ask>')).toEqual([told]);
    expect(several.read('<b>1</b><t:ask><t:q>x</t:q></t:ask>x')).toEqual([told]);
  });

  it('are an object', () => {
    expect(several.write(5)).toEqual([{ pointer: '', message: 'must be an object' }]);
  });
});

describe('encoded document parts', () => {
  const encoded = message('<part name="who" type="t:Person"/><part name="n" type="xs:int"/>', 'use="encoded"');

  it('say their types and how they are encoded', () => {
    const style = 'n1:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"';
    expect(encoded.write({ who: { name: 'x' }, n: null })).toBe(
      `<who ${style} xsi:type="t:Person"><name xsi:type="xsd:string">x</name></who><n ${style} xsi:type="xsd:int" xsi:nil="true"/>`,
    );
  });

  it('are found among what they refer to', () => {
    expect(encoded.read('<who href="#1"/><n>5</n><t:Person id="1"><name>x</name></t:Person>')).toEqual({
      who: { name: 'x' },
      n: 5,
    });
  });
});

describe('text behind what a body holds', () => {
  it.each([
    ['its one element', '<part name="body" element="t:ask"/>', 'literal', '<t:ask><t:q>x</t:q></t:ask>x'],
    ['encoded parts', '<part name="n" type="xs:int"/>', 'encoded', '<n>5</n>x'],
    ['the content of a type', '<part name="who" type="t:Person"/>', 'literal', '<name>x</name>x'],
  ])('is told: behind %s', (_, parts, use, body) => {
    const behind = message(parts, `use="${use}"`);
    expect(behind.read(body)).toMatchObject([{ kind: 'unexpected_text', path: '/Body' }]);
  });
});

describe('a message without parts', () => {
  it('is an empty object, whatever stands there', () => {
    const none = message('');
    expect([none.write({}), none.write(undefined), none.read('')]).toEqual(['', '', {}]);
    expect(none.read('<x/>')).toMatchObject([{ kind: 'unknown_element' }]);
    expect(none.read('x')).toMatchObject([{ kind: 'unexpected_text', path: '/Body' }]);
  });
});
