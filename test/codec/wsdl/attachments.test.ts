import { describe, expect, it } from 'vitest';
import { encodeMessage } from '../../../src/codec/message-encoder.ts';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { signatureOf } from '../../../src/codec/describe/signature.ts';
import { link } from '../../../src/codec/link.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { EncodeProblem } from '../../../src/codec/problem.ts';
import { wsdl } from '../xsd/files.ts';
import { binding, service } from './parts.ts';

const messages =
  '<message name="In"><part name="order" element="t:ask"/><part name="photo" type="xs:base64Binary"/></message><message name="Out"><part name="body" element="t:answer"/></message>';
const related = (contents: string, body = '<soap:body parts="order" use="literal" namespace="urn:rpc"/>'): string =>
  `<mime:multipartRelated><mime:part>${body}</mime:part>${contents}</mime:multipartRelated>`;
const photo = '<mime:content part="photo" type="image/png"/><mime:content part="photo" type="image/jpeg"/>';

function loaded(contents: string, style = 'document', body?: string): { model: Model; message: MessageModel } {
  const model = wsdl(service({ messages, binding: binding(related(contents, body), undefined, undefined, style) }));
  const message = model.operations[0]?.input;
  if (!message) throw new Error('no operation');
  return { model, message };
}

describe('attachments', () => {
  it('are parts of several content types, each said once', () => {
    const { message } = loaded(`<mime:part>${photo}</mime:part>`);
    expect(message.attachments).toEqual([{ key: 'photo', contentTypes: ['image/png', 'image/jpeg'] }]);
    expect(message.parts).toMatchObject([{ key: 'order' }]);
  });

  it('that soap:body lists too are not in the body', () => {
    const { message } = loaded(`<mime:part>${photo}</mime:part>`, 'document', '<soap:body use="literal"/>');
    expect(message.parts.map(({ key }) => key)).toEqual(['order']);
  });

  it('without a content type may be anything', () => {
    const { message } = loaded('<mime:part><mime:content part="photo"/></mime:part>');
    expect(message.attachments).toEqual([{ key: 'photo', contentTypes: ['*/*'] }]);
  });

  it('that the message lacks are listed', () => {
    const { model, message } = loaded('<mime:part><mime:content part="gone" type="image/png"/></mime:part>');
    expect(message.attachments).toEqual([]);
    expect(model.skipped).toEqual([expect.stringContaining('an attachment: the message has no part gone')]);
  });

  it('of an rpc message stand beside the parts of its wrapper', () => {
    const { model, message } = loaded(`<mime:part>${photo}</mime:part>`, 'rpc');
    expect(sampleOf(model, message)).toEqual({ ask: { q: 'text' }, photo: 'AAECAw==' });
  });

  it('are no part of the body that is written', () => {
    for (const style of ['document', 'rpc']) {
      const { model, message } = loaded(`<mime:part>${photo}</mime:part>`, style);
      const problems: EncodeProblem[] = [];
      const xml = encodeMessage(link(model), message, sampleOf(model, message), new Namespaces(), problems);
      expect([problems, xml.includes('photo'), xml.includes('text')]).toEqual([[], false, true]);
    }
  });
});

describe('attachments in descriptions', () => {
  const { model, message } = loaded(`<mime:part>${photo}</mime:part>`);

  it('are base64 in the JSON Schema', () => {
    const { schema } = jsonSchemaOf(model, message, 'input');
    expect(schema).toMatchObject({
      required: ['order', 'photo'],
      properties: {
        photo: {
          type: 'string',
          contentEncoding: 'base64',
          description: expect.stringContaining('An attachment: image/png or image/jpeg.') as string,
        },
      },
    });
  });

  it('stand in the signature', () => {
    const [operation] = model.operations;
    expect(operation && signatureOf(model, operation)).toContain('photo: base64Binary');
  });
});
