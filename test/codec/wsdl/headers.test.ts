import { describe, expect, it } from 'vitest';
import { wsdl } from '../xsd/files.ts';
import { binding, service } from './parts.ts';

const messages =
  '<message name="In"><part name="body" element="t:ask"/><part name="ctx" element="t:context"/><part name="typed" type="xs:int"/></message>' +
  '<message name="Out"><part name="body" element="t:answer"/></message><message name="Failed"><part name="why" element="t:oops"/></message>';
const header = (attributes: string, inside = ''): string =>
  `<soap:body parts="body" use="literal"/><soap:header message="w:In" ${attributes}>${inside}</soap:header>`;
const loaded = (input: string, output?: string) => {
  const model = wsdl(service({ messages, binding: binding(input, output) }));
  const [operation] = model.operations;
  if (!operation) throw new Error('no operation');
  return { model, operation };
};

describe('a header by type', () => {
  it('is an element named for its part, in the namespace of its binding', () => {
    const { model, operation } = loaded(header('part="typed" namespace="urn:h"'));
    expect(model.elements[operation.input.headers[0]?.element ?? -1]).toMatchObject({
      namespace: 'urn:h',
      name: 'typed',
    });
  });

  it('may be encoded', () => {
    const { operation } = loaded(
      header('part="typed" use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"'),
    );
    expect(operation.input.headers).toMatchObject([
      { key: 'typed', encoding: { style: 'http://schemas.xmlsoap.org/soap/encoding/', soap: '1.1' } },
    ]);
  });
});

describe('headerfaults', () => {
  const fault = '<soap:headerfault message="w:Failed" part="why" use="literal"/>';

  it('of input and output are each taken once', () => {
    const { model, operation } = loaded(header('part="ctx"', fault), header('part="ctx"', fault));
    expect(operation.headerFaults).toEqual([{ key: 'oops', element: model.globalElements['{urn:t}oops'] }]);
  });

  it('that cannot be taken are listed, and the operation is kept', () => {
    const { model, operation } = loaded(header('part="ctx"', '<soap:headerfault message="w:Failed" part="gone"/>'));
    expect(operation.headerFaults).toEqual([]);
    expect(model.skipped).toEqual([expect.stringContaining('the part gone is not defined')]);
  });
});
