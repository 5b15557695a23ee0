import { describe, expect, it } from 'vitest';
import { faultHeadersSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { link } from '../../../src/codec/index.ts';
import { soapFaultBreakage } from '../../../src/protocol/soap/fault-breakage.ts';
import type { SoapFault } from '../../../src/protocol/soap/soap-fault.ts';
import { SoapFaultReader } from '../../../src/protocol/soap/soap-fault.ts';
import { binding, service } from '../../codec/wsdl/parts.ts';
import { wsdl } from '../../codec/xsd/files.ts';

const types =
  '<xs:complexType name="Refusal"><xs:sequence><xs:element name="why" type="xs:string"/></xs:sequence></xs:complexType>' +
  '<xs:complexType name="Busy"><xs:sequence><xs:element name="until" type="xs:dateTime"/></xs:sequence></xs:complexType>';

/** An operation with two faults by type, bound like this, and a headerfault. */
function operation(use: string) {
  const messages =
    '<message name="In"><part name="body" element="t:ask"/><part name="ctx" element="t:context"/></message><message name="Out"><part name="body" element="t:answer"/></message>' +
    '<message name="Refused"><part name="refused" type="t:Refusal"/></message><message name="IsBusy"><part name="busy" type="t:Busy"/></message>' +
    '<message name="Failed"><part name="why" element="t:oops"/></message>';
  const portType =
    '<portType name="Asking"><operation name="Ask"><input message="w:In"/><output message="w:Out"/><fault name="RefusedFault" message="w:Refused"/><fault name="BusyFault" message="w:IsBusy"/></operation></portType>';
  const header =
    '<soap:body parts="body" use="literal"/><soap:header message="w:In" part="ctx" use="literal"><soap:headerfault message="w:Failed" part="why" use="literal"/></soap:header>';
  const bound = ['RefusedFault', 'BusyFault'].map(
    (name) => `<fault name="${name}"><soap:fault name="${name}" ${use}/></fault>`,
  );
  const text = binding(header).replace('</output>', `</output>${bound.join('')}`);
  const model = wsdl(service({ schema: types, messages, portType, binding: text }));
  const [first] = model.operations;
  if (!first) throw new Error('no operation');
  return { model, first };
}

function fault(use: string, detail: string, behind = '', header = ''): SoapFault {
  const { model, first } = operation(use);
  const found = new SoapFaultReader(link(model), first, {}).read(
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">${header}<s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring><detail>${detail}</detail></s:Fault>${behind}</s:Body></s:Envelope>`,
  );
  if (found === undefined) throw new Error('no fault');
  return found;
}

const encoded = 'use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"';

describe.each([
  ['encoded', encoded],
  ['literal', 'use="literal"'],
])('the detail of an %s fault by type', (_, use) => {
  it.each([
    ['its part', '<refused><why>x</why></refused>'],
    ['its part in a namespace', '<t:refused><why>x</why></t:refused>'],
    ['its fault', '<RefusedFault><why>x</why></RefusedFault>'],
    ['its type', '<t:Refusal><why>x</why></t:Refusal>'],
    ['nothing, and says its type', '<t:fault xsi:type="t:Refusal"><why>x</why></t:fault>'],
  ])('is read where the element is named for %s', (__, detail) => {
    expect(fault(use, detail)).toMatchObject({ detail: { refused: { why: 'x' } }, drift: [] });
  });

  it('is told by its type first', () => {
    const detail = '<fault xsi:type="t:Busy"><until>2026-01-31T00:00:00Z</until></fault>';
    expect(fault(use, detail).detail).toEqual({ busy: { until: '2026-01-31T00:00:00Z' } });
  });

  it('is plain JSON where nothing tells what it is', () => {
    expect(fault(use, '<other><why>x</why></other>').detail).toEqual({ other: { why: 'x' } });
  });

  it('can be looked up by the name of its element, its part', () => {
    expect(fault(use, '<t:fault xsi:type="t:Refusal"><why>x</why></t:fault>').details).toEqual(['fault', 'refused']);
  });
});

describe('an encoded detail', () => {
  it('is read up to its thirty-second element, and told as plain JSON from there on', () => {
    const found = fault(encoded, '<refused href="#1"/>'.repeat(10_000), '<m id="1"><why>x</why></m>');
    const { refused } = found.detail as { refused: unknown[] };
    expect(refused).toHaveLength(10_000);
    expect(refused.slice(30, 34)).toEqual([{ why: 'x' }, { why: 'x' }, { '@href': '#1' }, { '@href': '#1' }]);
  });

  const behind = '<multiRef id="1" xsi:type="t:Refusal"><why xsi:type="xsd:string">x</why></multiRef>';

  it('may refer to what stands behind the fault', () => {
    expect(fault(encoded, '<t:fault href="#1"/>', behind).detail).toEqual({ refused: { why: 'x' } });
  });

  it('that refers to itself is plain JSON, and reported', () => {
    const found = fault(encoded, '<refused id="1"><why href="#1"/></refused>');
    expect(found.detail).toMatchObject({ refused: { '@id': '1' } });
    expect(found.drift).toMatchObject([{ kind: 'type', path: '/Envelope/Body/Fault/detail/refused/why' }]);
  });
});

describe('the headers of a fault', () => {
  const header = '<s:Header><t:other>x</t:other><t:oops>late</t:oops></s:Header>';

  it('that the contract declares are read', () => {
    expect(fault(encoded, '', '', header).headers).toEqual({ oops: 'late' });
    expect(fault(encoded, '', '', '<s:Header/>').headers).toBeUndefined();
  });

  it('reach the caller with the fault', () => {
    const found = fault(encoded, '', '', header);
    const reply = { status: 500, headers: {}, contentType: '', body: Buffer.from(''), lost: false } as never;
    expect(soapFaultBreakage(found, reply, {}, false).fault).toMatchObject({ headers: { oops: 'late' } });
  });

  it('are described', () => {
    const { model, first } = operation(encoded);
    expect(faultHeadersSchemaOf(model, first.headerFaults)?.schema).toMatchObject({
      properties: { oops: { type: 'string' } },
    });
  });
});
