import { describe, expect, it } from 'vitest';
import { OutgoingAttachments } from '../../../src/protocol/attachments/outgoing-attachments.ts';

const kibibyte = Buffer.alloc(1_024).toString('base64');

describe('octets that may travel beside the envelope', () => {
  it('stay in it below 1 KiB', () => {
    const attachments = new OutgoingAttachments('mtom');
    expect(attachments.include(Buffer.alloc(1_023).toString('base64'), undefined)).toBeUndefined();
    expect(attachments.include(kibibyte, undefined)).toMatch(/^cid:[\da-f-]{36}@passerelle$/);
    expect(attachments.parts).toHaveLength(1);
  });

  it.each(['inline', 'mtomWhole'] as const)('stay in it where it travels %s', (packaging) => {
    expect(new OutgoingAttachments(packaging).include(kibibyte, undefined)).toBeUndefined();
  });

  it('have Content-IDs of their own', () => {
    const attachments = new OutgoingAttachments('mtom');
    for (let part = 0; part < 10; part++) attachments.include(kibibyte, undefined);
    expect(new Set(attachments.parts.map(({ contentId }) => contentId)).size).toBe(10);
  });

  it.each([
    ['image/png', 'image/png'],
    ['text/plain; charset="utf-8"', 'text/plain; charset="utf-8"'],
    ['image/png\r\nX-Smuggled: 1', 'application/octet-stream'],
    ['image/é', 'application/octet-stream'],
    ['png', 'application/octet-stream'],
    [undefined, 'application/octet-stream'],
  ])('are what xmime:contentType says, where a header can hold it: %j', (given, expected) => {
    const attachments = new OutgoingAttachments('mtom');
    attachments.include(kibibyte, given);
    expect(attachments.parts[0]?.contentType).toBe(expected);
  });
});

describe('a part of the WSDL', () => {
  it('has its name in its Content-ID, in the characters that one may have', () => {
    const attachments = new OutgoingAttachments('inline');
    attachments.attachPart('pièce', [], 'AAAA');
    expect(attachments.parts[0]?.contentId).toMatch(/^pi%C3%A8ce=[\da-f-]{36}@passerelle$/);
  });

  const pdf = Buffer.from('%PDF-1.7').toString('base64');
  it.each([
    [['image/png', 'application/pdf'], pdf, 'application/pdf'],
    [['image/png', 'image/jpeg'], pdf, 'image/png'],
    [['*/*'], pdf, 'application/pdf'],
    [['application/*'], pdf, 'application/pdf'],
    [['image/*'], pdf, 'application/octet-stream'],
    [[], pdf, 'application/pdf'],
    [[], 'AAAA', 'application/octet-stream'],
    [['*/*'], 'AAAA', 'application/octet-stream'],
    [['text/plain'], 'AAAA', 'text/plain'],
  ])('allowed to be %j has a type that fits', (allowed, base64, expected) => {
    const attachments = new OutgoingAttachments('inline');
    attachments.attachPart('scan', allowed, base64);
    expect(attachments.parts[0]?.contentType).toBe(expected);
  });

  it.each([
    ['/9j/4AAQ', 'image/jpeg'],
    [Buffer.from('GIF89a').toString('base64'), 'image/gif'],
    [Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1').toString('base64'), 'image/png'],
    [Buffer.from('II*\0').toString('base64'), 'image/tiff'],
    [Buffer.from('MM\0*').toString('base64'), 'image/tiff'],
    [Buffer.from('PK\x03\x04').toString('base64'), 'application/zip'],
    [Buffer.from('<?xml version="1.0"?>').toString('base64'), 'text/xml'],
    [Buffer.from('\ufeff<?xml version="1.0"?>').toString('base64'), 'text/xml'],
  ])('%j is known by its beginning', (base64, expected) => {
    const attachments = new OutgoingAttachments('inline');
    attachments.attachPart('scan', ['*/*'], base64);
    expect(attachments.parts[0]?.contentType).toBe(expected);
  });
});
