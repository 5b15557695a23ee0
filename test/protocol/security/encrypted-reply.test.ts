import { describe, expect, it } from 'vitest';
import type { Encryption, SignedReply } from '../../../src/adapter/ws-security.ts';
import { Secret } from '../../../src/adapter/secret.ts';
import { envelopeNamespaces } from '../../../src/protocol/soap/envelope.ts';
import { expectOpenable } from '../../../src/protocol/security/open-reply.ts';
import { secureEnvelope } from '../../../src/protocol/security/secure-envelope.ts';
import { identity } from './keys.ts';
import { opened } from './open-reply.ts';
import { signedEnvelope, wsu } from './signing-partner.ts';

const us = identity('us.example');
const partner = identity('partner.example');
const pinned: SignedReply = { trusted: [partner.certificate] };
const ours: Encryption = { certificate: partner.certificate, key: us.key };

/** What our own partner's side makes: other stacks' ciphertexts are opened in the interoperability tests. */
function reply(options: Partial<Encryption> = {}, signed = true, body = '<v>MADE</v>'): Promise<string> {
  const signature = { kind: 'signature', certificate: partner.certificate, key: partner.key } as const;
  const declared = {
    timestamp: { kind: 'timestamp', expires: '5m' },
    encryption: { kind: 'encryption', certificate: us.certificate, ...options },
    ...(signed ? { signature } : {}),
  } as const;
  const message = { namespaces: envelopeNamespaces('1.1'), addressing: '', headers: '', body };
  return secureEnvelope(declared, message, new Date());
}

const undecryptable = 'Unbelieved: it cannot be decrypted with our key';

/** With a digit of the ciphertext’s first block changed. */
function damaged(text: string, element: 'EncryptedKey' | 'EncryptedData'): string {
  const before = text.indexOf('<xenc:CipherValue>', text.indexOf(`<xenc:${element} `)) + 42;
  return text.slice(0, before) + (text[before] === 'A' ? 'B' : 'A') + text.slice(before + 1);
}

/** What looks like a ciphertext, and is none. */
const alike = '<!--<xenc:EncryptedData ></xenc:EncryptedData>-->';
const alikeStart = '<!--<xenc:EncryptedData >-->';
const alikeEnd = '<!--</xenc:EncryptedData>-->';

function dataOf(text: string): string {
  return /<xenc:EncryptedData .*<\/xenc:EncryptedData>/.exec(text)?.[0] ?? '';
}

describe('an encrypted reply', () => {
  it.each<Partial<Encryption>>([
    {},
    { content: 'aes128-gcm' },
    { transport: 'rsa-oaep-sha256' },
    { reference: 'thumbprint' },
    { content: 'aes256-cbc' },
    { content: 'aes128-cbc' },
  ])('is opened with our key and verified: %j', async (options) => {
    const text = await reply(options);
    expect(text).not.toContain('MADE');
    expect(await opened(text, { encryption: { ...ours, ...options }, signedReply: pinned })).toMatch(
      /^<passerelle-believed.*MADE/,
    );
  });

  it('may be unsigned where the cipher tells an alteration', async () => {
    expect(await opened(await reply({}, false), { encryption: ours })).toContain('<v>MADE</v>');
  });

  it('is not believed unsigned where a signature is asked for', async () => {
    expect(await opened(await reply({}, false), { encryption: ours, signedReply: pinned })).toBe(
      'Unbelieved: it is not signed',
    );
  });

  it('may be signed after it was encrypted: then the signature stands before the key', async () => {
    const text = (await reply({}, false)).replace('<soap:Body>', `<soap:Body xmlns:u="${wsu}" u:Id="body">`);
    const asked = { encryption: ours, signedReply: { ...pinned, parts: ['Body'] } } as const;
    const right = signedEnvelope(partner, text, { signed: ['body'] }, 'prepend');
    expect([await opened(right, asked), await opened(damaged(right, 'EncryptedData'), asked)]).toEqual([
      expect.stringMatching(/^<passerelle-believed.*<v>MADE<\/v>/),
      'Unbelieved: its signature is not right, or not of a trusted certificate',
    ]);
  });

  it('may come in clear, as a fault does', async () => {
    const clear = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><v/></s:Body></s:Envelope>';
    expect(await opened(clear, { encryption: ours })).toBe(clear);
  });

  it.each(['<v>é &amp; &lt;</v>', ' <v/> ', '<v/><w/>', '<!-- c --><v/>', '<v>\r\n</v>'])(
    'holds what was encrypted: %j',
    async (body) => {
      expect(await opened(await reply({}, false, body), { encryption: ours })).toContain(
        `<soap:Body>${body}</soap:Body>`,
      );
    },
  );
});

describe('a ciphertext that cannot be opened', () => {
  it.each([
    ['a damaged key', async () => damaged(await reply(), 'EncryptedKey')],
    ['a damaged body', async () => damaged(await reply(), 'EncryptedData')],
    ['a message for somebody else', () => reply({ certificate: partner.certificate })],
    ['CBC that was not declared', () => reply({ content: 'aes256-cbc' })],
    ['no key', async () => (await reply()).replace(/<xenc:EncryptedKey .*<\/xenc:EncryptedKey>/, '')],
    ['a transport that tells on its key', async () => (await reply()).replace('rsa-oaep-mgf1p', 'rsa-1_5')],
    ['a cipher that is not known', async () => (await reply()).replaceAll('aes256-gcm', 'kw-aes256')],
    ['no base64', async () => (await reply()).replaceAll('<xenc:CipherValue>', '<xenc:CipherValue>&lt;')],
    ['a plaintext that is no XML', () => reply({}, false, '<v>')],
    ['a ciphertext in its plaintext', async () => reply({}, false, dataOf(await reply({}, false)))],
    [
      'more ciphertexts than anybody writes',
      async () => {
        const text = await reply({}, false);
        return text.replace(dataOf(text), dataOf(text).repeat(21));
      },
    ],
    ['another of its kind in a comment before it', async () => (await reply()).replace('<soap:Body', `${alike}$&`)],
    ['another of its kind in a comment behind it', async () => (await reply()).replace('</soap:Body>', `$&${alike}`)],
    ['another start tag behind it', async () => (await reply()).replace('</soap:Body>', `$&${alikeStart}`)],
    ['another end tag behind it', async () => (await reply()).replace('</soap:Body>', `$&${alikeEnd}`)],
  ])('makes a reply unbelievable by the same words: %s', async (_what, make) => {
    expect(await opened(await make(), { encryption: ours, signedReply: pinned })).toBe(undecryptable);
  });

  it.each([
    ['its padding', async () => damaged(await reply({ content: 'aes128-cbc' }), 'EncryptedData')],
    ['its XML', () => reply({ content: 'aes128-cbc' }, false, '<v>')],
    [
      'its signature',
      async () => (await reply({ content: 'aes128-cbc' })).replace(/<ds:DigestValue>./, '<ds:DigestValue>_'),
    ],
    ['its missing signature', () => reply({ content: 'aes128-cbc' }, false)],
  ])('says nothing of the plaintext under CBC: %s', async (_what, make) => {
    const cbc: Encryption = { ...ours, content: 'aes128-cbc' };
    expect(await opened(await make(), { encryption: cbc, signedReply: pinned })).toBe(undecryptable);
  });
});

describe('what replies are opened with', () => {
  it('is refused before anything is sent: CBC without a signature', async () => {
    const encryption = { kind: 'encryption', ...ours, content: 'aes128-cbc' } as const;
    expect(() => expectOpenable({ encryption }, new Date())).toThrow(
      'Replies encrypted with CBC can be altered by anybody: declare signedReply, or GCM',
    );
  });

  it('is refused before anything is sent: a key that does not open', async () => {
    const encryption = { kind: 'encryption', ...ours, key: new Secret('x') } as const;
    expect(() => expectOpenable({ encryption }, new Date())).toThrow(
      'Our key for encryption is not a private key in PEM',
    );
  });
});
