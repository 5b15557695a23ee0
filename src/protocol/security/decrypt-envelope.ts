import type { Encryption } from '../../adapter/ws-security.ts';
import type { XmlTree } from '../../codec/index.ts';
import { attributeOf, elementsOf, textOf } from '../../codec/xml/tree.ts';
import { decrypt } from 'xml-encryption';
import { contentCiphers, replyTransports } from './ciphers.ts';
import { privateKeyOf } from './own-key.ts';
import type { EncryptedElement, SecuredEnvelope } from './secured-envelope.ts';
import { idsOf } from './secured-envelope.ts';
import { Unbelieved } from './unbelieved.ts';
import { encryptionNamespace, signatureNamespace } from './vocabulary.ts';

type WithKey = Encryption & Required<Pick<Encryption, 'key'>>;

/** The one answer to whatever goes wrong with a ciphertext: which step it was would tell an attacker about the plaintext. */
export const undecryptable = 'it cannot be decrypted with our key';

/** Each may bear a key of its own, and opening one takes a millisecond that others wait. */
const mostEncrypted = 20;

/** Whether a reply's cipher lets anybody change what it holds without our noticing (XML Encryption 1.1 §5.2.2 against §5.2.4). */
export function isMalleable({ content }: Encryption): boolean {
  return content?.endsWith('-cbc') ?? false;
}

/**
 * The envelope with each `xenc:EncryptedData` replaced by what it holds (XML Encryption 1.1 §4.4). `keys` is the security
 * header that the keys stand in. Throws {@link Unbelieved}.
 */
export function decryptEnvelope(
  text: string,
  encrypted: readonly EncryptedElement[],
  keys: XmlTree | undefined,
  declared: WithKey,
): string {
  if (encrypted.length > mostEncrypted) throw new Unbelieved(undecryptable);
  const spans = spansOf(text, encrypted);
  let decrypted = '';
  let from = 0;
  for (const [index, { tree }] of encrypted.entries()) {
    const { start, end } = spans[index] as Span;
    decrypted += text.slice(from, start) + contentOf(tree, keyFor(tree, keys), declared);
    from = end;
  }
  return decrypted + text.slice(from);
}

/** Whether the signature covers the ciphertext: then it stands before the key, since each step is prepended (SOAP Message Security 1.1 §5). */
export function isSignedEncrypted({ security }: SecuredEnvelope): boolean {
  const steps = security ? elementsOf(security) : [];
  const signature = steps.findIndex((each) => each.namespace === signatureNamespace && each.local === 'Signature');
  const key = steps.findIndex((each) => each.namespace === encryptionNamespace);
  return signature !== -1 && key !== -1 && signature < key;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the elements stand in the text. The strict reader has counted them; what only looks like one, in a comment or a
 * CDATA section, makes the counts differ, and is refused.
 */
function spansOf(text: string, encrypted: readonly EncryptedElement[]): Span[] {
  const names = new Set(encrypted.map(({ raw }) => raw));
  const spans: Span[] = [];
  for (const name of names) {
    const starts = [...text.matchAll(new RegExp(`<${escaped(name)}(?=[\\s/>])`, 'g'))].map(({ index }) => index);
    const ends = [...text.matchAll(new RegExp(`</${escaped(name)}\\s*>`, 'g'))].map((end) => end.index + end[0].length);
    const count = encrypted.filter(({ raw }) => raw === name).length;
    if (starts.length !== count || ends.length !== count) throw new Unbelieved(undecryptable);
    spans.push(...starts.map((start, index) => ({ start, end: ends[index] as number })));
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function named(tree: XmlTree | undefined, local: string, namespace = encryptionNamespace): XmlTree | undefined {
  return tree && elementsOf(tree).find((each) => each.local === local && each.namespace === namespace);
}

/** The EncryptedKey inside the element, or the one of the security header that refers to it. */
function keyFor(data: XmlTree, keys: XmlTree | undefined): XmlTree | undefined {
  const inside = named(named(data, 'KeyInfo', signatureNamespace), 'EncryptedKey');
  if (inside) return inside;
  const uris = new Set(idsOf(data).map((id) => `#${id}`));
  const all = keys ? elementsOf(keys).filter((each) => each.local === 'EncryptedKey') : [];
  const referring = all.filter((key) => {
    const list = named(key, 'ReferenceList');
    return list && elementsOf(list).some((each) => uris.has(attributeOf(each, 'URI') ?? ''));
  });
  return referring.length > 0 ? referring[0] : all.length === 1 ? all[0] : undefined;
}

/** The library takes one form of its own; only algorithms of ours and base64 go into it. */
function contentOf(data: XmlTree, key: XmlTree | undefined, declared: WithKey): string {
  const algorithm = (of: XmlTree | undefined): string =>
    attributeOf(named(of, 'EncryptionMethod') ?? data, 'Algorithm') ?? '';
  const cipher = contentCiphers.get(algorithm(data));
  const transport = algorithm(key);
  const permitted = cipher?.endsWith('-gcm') || (cipher !== undefined && isMalleable(declared));
  if (!permitted || !replyTransports.has(transport)) throw new Unbelieved(undecryptable);
  const method = named(key, 'EncryptionMethod');
  const document =
    `<EncryptedData xmlns="${encryptionNamespace}"><EncryptionMethod Algorithm="${algorithm(data)}"/>` +
    `<KeyInfo xmlns="${signatureNamespace}"><EncryptedKey xmlns="${encryptionNamespace}">` +
    `<EncryptionMethod Algorithm="${transport}">${oaepParameters(method)}</EncryptionMethod>` +
    `${cipherData(key)}</EncryptedKey></KeyInfo>${cipherData(data)}</EncryptedData>`;
  const pem = privateKeyOf(declared, 'Our key for encryption').export({ type: 'pkcs8', format: 'pem' });
  let content: string | undefined;
  // It answers before it returns.
  decrypt(
    document,
    { key: pem, disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false },
    (error, opened) => {
      if (!error) content = opened;
    },
  );
  if (content === undefined) throw new Unbelieved(undecryptable);
  return content;
}

function cipherData(tree: XmlTree | undefined): string {
  const value = named(named(tree, 'CipherData'), 'CipherValue');
  const base64 = value ? textOf(value).replace(/\s+/g, '') : '';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new Unbelieved(undecryptable);
  return `<CipherData><CipherValue>${base64}</CipherValue></CipherData>`;
}

const algorithmName = /^http:\/\/www\.w3\.org\/[\w./#-]+$/;

function oaepParameters(method: XmlTree | undefined): string {
  let parameters = '';
  for (const { local, ...tree } of method ? elementsOf(method) : []) {
    const algorithm = attributeOf({ local, ...tree }, 'Algorithm') ?? '';
    const known = (local === 'DigestMethod' || local === 'MGF') && algorithmName.test(algorithm);
    if (!known) throw new Unbelieved(undecryptable);
    parameters += `<${local} Algorithm="${algorithm}"/>`;
  }
  return parameters;
}
