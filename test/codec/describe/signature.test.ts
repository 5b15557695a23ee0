import { expect, test } from 'vitest';
import { elementSignatureOf, signatureOf } from '../../../src/codec/describe/signature.ts';
import type { OperationModel } from '../../../src/codec/model.ts';
import { messageOf, schemaModel } from './schema-text.ts';

type More = Partial<Omit<OperationModel, 'output'>> & { output?: undefined };

function signatureIn(components: string, more: More = {}): string {
  const model = schemaModel(components);
  const { output, ...rest } = {
    service: 'Service',
    port: 'Port',
    portType: '{urn:x}PortType',
    name: 'ask',
    inputName: 'ask',
    soap: '1.1' as const,
    style: 'document' as const,
    action: '',
    addressing: false,
    mtom: false,
    headerFaults: [],
    address: '',
    input: messageOf(model, 'in'),
    output: messageOf(model, 'out'),
    faults: [],
    ...more,
  };
  return signatureOf(model, { ...rest, ...(output && { output }) });
}

function element(name: string, particles: string): string {
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType></xs:element>`;
}

const question = element('in', '<xs:element name="code" type="xs:string"/>');
const answer = element(
  'out',
  '<xs:element name="name" type="xs:string" nillable="true" minOccurs="0"/><xs:element name="on" type="xs:date"/>',
);

test('a short operation stands on one line', () => {
  expect(signatureIn(question + answer)).toBe('ask({ code: string }) → { name?: string | null, on: date }');
});

test('a one-way operation gives nothing', () => {
  expect(signatureIn(question + answer, { output: undefined })).toBe('ask({ code: string }) → nothing (one-way)');
});

test('declared faults are listed with their details', () => {
  const fault = element('Refused', '<xs:element name="reason" type="xs:string"/>');
  const model = schemaModel(question + answer + fault);
  const faults = [{ name: 'r', element: model.globalElements['{urn:x}Refused'] ?? 0 }];
  expect(signatureIn(question + answer + fault, { faults })).toContain('\nfaults: Refused { reason: string }');
});

test('an array that is always there is not marked optional in what comes back', () => {
  const items = '<xs:element name="item" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>';
  expect(signatureIn(element('in', items) + element('out', items))).toBe(
    'ask({ item?: string[] }) → { item: string[] }',
  );
});

test('a long operation has a line for each property', () => {
  const many = Array.from({ length: 12 }, (_, index) => `<xs:element name="property${index}" type="xs:string"/>`).join(
    '',
  );
  expect(
    signatureIn(element('in', many) + answer)
      .split('\n')
      .slice(0, 3),
  ).toEqual(['ask({', '  property0: string,', '  property1: string,']);
});

test('an enumeration shows its first values', () => {
  const values = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((value) => `<xs:enumeration value="${value}"/>`).join('');
  const type = `<xs:simpleType><xs:restriction base="xs:string">${values}</xs:restriction></xs:simpleType>`;
  expect(signatureIn(element('in', `<xs:element name="a">${type}</xs:element>`) + answer)).toContain(
    "'A' | 'B' | 'C' | 'D' | 'E' | 'F' | …",
  );
});

test('deep named types are only named', () => {
  const types = [1, 2, 3, 4, 5]
    .map(
      (level) =>
        `<xs:complexType name="T${level}"><xs:sequence><xs:element name="t" type="x:T${level + 1}"/></xs:sequence></xs:complexType>`,
    )
    .join('');
  const deep = `${types}<xs:complexType name="T6"><xs:sequence/></xs:complexType>${element('e', '<xs:element name="t" type="x:T1"/>')}`;
  const model = schemaModel(deep);
  expect(elementSignatureOf(model, model.globalElements['{urn:x}e'] ?? 0)).toBe('{ t: { t: { t: T3 } } }');
});
