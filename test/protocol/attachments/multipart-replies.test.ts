import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answered, include, root, stored } from './archive.ts';
import { multipart } from './pieces.ts';

const octets = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256));
const base64 = octets.toString('base64');

const none = { Scan: [] };

describe('a multipart reply', () => {
  it('has its included octets as base64, as if they stood in the envelope', async () => {
    const body = multipart('b', [
      [root, stored(`<a:Content>${include('one@x')}</a:Content>`)],
      ['Content-ID: <one@x>\r\nContent-Type: image/png', octets],
    ]);
    expect(await answered({ body })).toEqual({ content: { Name: 'n', Content: base64, ...none }, drift: [] });
  });

  it('has octets beside the attributes of their element, and several of them, in any order', async () => {
    const content = `<a:Picture m:contentType="image/png">${include('p')}</a:Picture><a:Scan>${include('s1')}</a:Scan><a:Scan>AAAA</a:Scan><a:Scan> ${include('s2')}\n</a:Scan>`;
    const body = multipart('b', [
      ['Content-ID: <s2>', 's2'],
      ['Content-ID: <p>', octets],
      [root, stored(content)],
      ['Content-ID: <s1>', 's1'],
    ]);
    expect(await answered({ body })).toEqual({
      content: { Name: 'n', Picture: { value: base64, contentType: 'image/png' }, Scan: ['czE=', 'AAAA', 'czI='] },
      drift: [],
    });
  });

  it('has what a swaRef refers to as base64', async () => {
    const type = 'multipart/related; boundary=b; type="text/xml"';
    const body = multipart('b', [
      ['Content-Type: text/xml; charset=utf-8', stored('<a:Copy>cid:a%3Db%40x</a:Copy>')],
      ['Content-ID: <a=b@x>', octets],
    ]);
    expect(await answered({ type, body })).toEqual({ content: { Name: 'n', ...none, Copy: base64 }, drift: [] });
  });

  it('has what the element itself refers to, as SOAP with Attachments did first', async () => {
    const body = multipart('b', [
      [root, stored('<a:Content href="cid:x"/>')],
      ['Content-ID: <x>', 'x'],
    ]);
    expect(await answered({ body })).toMatchObject({ content: { Content: 'eA==' } });
  });

  it.each([
    ['an unquoted boundary and type', 'Multipart/Related;boundary=b;type=application/xop+xml;start=<root>'],
    ['a start without angle brackets', 'multipart/related; boundary="b"; start="root"'],
    ['no start', 'multipart/related; boundary="b"'],
    ['a start that names no part', 'multipart/related; boundary="b"; start="<other>"'],
  ])('is read with %s', async (_what, type) => {
    const body = multipart('b', [
      [root, stored(`<a:Content>${include('x')}</a:Content>`)],
      ['Content-ID: <x>', 'x'],
    ]);
    expect(await answered({ type, body })).toEqual({ content: { Name: 'n', Content: 'eA==', ...none }, drift: [] });
  });

  it.each([
    ['percent-encoded', 'cid:http%3A%2F%2Ftempuri.org%2F1', '<http://tempuri.org/1>'],
    ['percent-encoded on both sides', 'cid:http%3A%2F%2Fx', '<http%3A%2F%2Fx>'],
    ['with a stray percent sign', 'cid:100%x', '<100%x>'],
    ['in upper case', 'CID:x', '<x>'],
    ['without angle brackets', 'cid:x@y', 'x@y'],
  ])('finds a Content-ID %s', async (_what, href, id) => {
    const body = multipart('b', [
      [root, stored(`<a:Content><xop:Include href="${href}"/></a:Content>`)],
      [`Content-ID: ${id}`, 'x'],
    ]);
    expect(await answered({ body })).toMatchObject({ content: { Content: 'eA==' }, drift: [] });
  });

  it('finds a part by its Content-Location', async () => {
    const body = multipart('b', [
      [root, stored('<a:Content><xop:Include href="scan.png"/></a:Content>')],
      ['Content-Location: scan.png', 'x'],
    ]);
    expect(await answered({ body })).toMatchObject({ content: { Content: 'eA==' }, drift: [] });
  });

  it('is read with its parts in base64 and quoted-printable', async () => {
    const quoted = stored('<a:Content><xop:Include href="cid:x"/></a:Content>')
      .replaceAll('=', '=3D')
      .replace('<a:Name', '=\r\n<a:Name');
    const lines = base64.replace(/.{76}/g, '$&\r\n');
    const body = multipart('b', [
      [`${root}\r\nContent-Transfer-Encoding: Quoted-Printable`, quoted],
      ['Content-ID: <x>\r\nContent-Transfer-Encoding: base64', lines],
    ]);
    expect(await answered({ body })).toEqual({ content: { Name: 'n', Content: base64, ...none }, drift: [] });
  });

  it('is read by the charset of its root part', async () => {
    const envelope = Buffer.from(stored(`<a:Content>${include('x')}</a:Content>`).replace('>n<', '>é<'), 'latin1');
    const body = multipart('b', [
      ['Content-Type: text/xml; charset=iso-8859-1\r\nContent-ID: <root>', envelope],
      ['Content-ID: <x>', 'x'],
    ]);
    expect(await answered({ body })).toMatchObject({ content: { Name: 'é' }, drift: [] });
  });

  it('is read compressed', async () => {
    const body = multipart('b', [
      [root, stored(`<a:Content>${include('x')}</a:Content>`)],
      ['Content-ID: <x>', octets],
    ]);
    expect(await answered({ body: gzipSync(body), encoding: 'gzip' })).toMatchObject({ content: { Content: base64 } });
  });

  it('tells of a part that nothing refers to', async () => {
    const body = multipart('b', [
      [root, stored('')],
      ['Content-ID: <x>', 'x'],
    ]);
    expect(await answered({ body })).toMatchObject({ content: { Name: 'n' }, drift: [{ kind: 'unknown_attachment' }] });
  });

  it('tells of an Include where the schema has no octets', async () => {
    const body = multipart('b', [
      [root, stored('').replace('>n<', `>n${include('x')}<`)],
      ['Content-ID: <x>', 'x'],
    ]);
    const { content, drift } = await answered({ body });
    expect(content).toEqual({ Name: 'n', ...none });
    expect(drift).toMatchObject([
      { kind: 'unknown_element', path: '/Envelope/Body/StoreResponse/Name' },
      { kind: 'unknown_attachment' },
    ]);
  });

  it('tells of text beside an Include, and of a second one', async () => {
    const body = multipart('b', [
      [root, stored(`<a:Content>AAAA${include('x')}${include('y')}</a:Content>`)],
      ['Content-ID: <x>', 'x'],
    ]);
    const { content, drift } = await answered({ body });
    expect(content).toMatchObject({ Content: 'eA==' });
    expect(drift).toMatchObject([{ kind: 'unexpected_text' }, { kind: 'unknown_element' }]);
  });

  it('can be a fault', async () => {
    const fault =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault></s:Body></s:Envelope>';
    const { fate, fault: told } = await answered({ status: 500, body: multipart('b', [[root, fault]]) });
    expect([fate, told]).toEqual([
      { kind: 'failing', delivery: 'unknown' },
      { code: 'Server', message: 'no' },
    ]);
  });
});

describe('the declared attachments of a reply', () => {
  const type = 'multipart/related; boundary=b; type="text/xml"';
  const envelope = stored('').replaceAll('StoreResponse', 'Store');

  it('are found by the part’s name in their Content-ID', async () => {
    const body = multipart('b', [
      ['Content-Type: text/xml', envelope],
      ['Content-ID: <note=1@x>', 'note'],
      ['Content-ID: <scan=2@x>', 'scan'],
    ]);
    expect(await answered({ type, body }, 'Attached')).toEqual({
      content: { file: { Name: 'n', ...none }, scan: 'c2Nhbg==', note: 'bm90ZQ==' },
      drift: [],
    });
  });

  it('are found in their order where their Content-IDs say nothing', async () => {
    const body = multipart('b', [
      ['Content-Type: text/xml', envelope],
      ['Content-ID: <1@x>', 'scan'],
      ['A: b', 'note'],
    ]);
    expect(await answered({ type, body }, 'Attached')).toMatchObject({
      content: { scan: 'c2Nhbg==', note: 'bm90ZQ==' },
      drift: [],
    });
  });

  it('break the contract where one is missing', async () => {
    const body = multipart('b', [
      ['Content-Type: text/xml', envelope],
      ['Content-ID: <note=1@x>', 'note'],
    ]);
    expect(await answered({ type, body }, 'Attached')).toMatchObject({ fate: { kind: 'drift' } });
  });

  it('break the contract where the reply is a plain envelope', async () => {
    expect(await answered({ type: 'text/xml', body: envelope }, 'Attached')).toMatchObject({ fate: { kind: 'drift' } });
  });
});
