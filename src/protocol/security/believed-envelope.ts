import type { SignedReply } from '../../adapter/ws-security.ts';
import type { XmlLimits, XmlTree } from '../../codec/index.ts';
import { expandedName, isOwnNamespace, readTree, XmlReader } from '../../codec/index.ts';
import { escapeAttribute } from '../../codec/encode/escape.ts';
import { elementsOf } from '../../codec/xml/tree.ts';
import type { SeenReplies } from './freshness.ts';
import { freshUntil } from './freshness.ts';
import type { SecuredEnvelope } from './secured-envelope.ts';
import { idsOf } from './secured-envelope.ts';
import { signatureForm } from './signature-form.ts';
import { signedOctets } from './signed-octets.ts';
import { trustedKeys } from './trusted-signer.ts';
import { Unbelieved } from './unbelieved.ts';
import { utilityNamespace } from './vocabulary.ts';

/** What one reply is judged by. */
export interface Judgement {
  readonly now: Date;
  readonly limits: Partial<XmlLimits>;
  /** The partner's. */
  readonly seen: SeenReplies;
}

/**
 * An envelope made of the octets that the partner signed, and of nothing else: whatever another part of the document says,
 * or another parser makes of it, is not in it. Throws {@link Unbelieved}.
 */
export async function believedEnvelope(
  text: string,
  envelope: SecuredEnvelope,
  declared: SignedReply,
  { now, limits, seen }: Judgement,
): Promise<string> {
  const { keyInfo, ...form } = signatureForm(envelope, declared.hashes);
  const security = envelope.security as XmlTree;
  const keys = trustedKeys({ ...form, keyInfo }, security, declared.trusted, now);
  const idAttributes = [...envelope.idAttributes];
  const octets = await signedOctets({ ...form, text, envelope: envelope.namespace, idAttributes, keys }, seen);
  const part = (ids: readonly string[], name: string): string | undefined => {
    const id = ids.find((each) => octets.has(each));
    const found = id === undefined ? undefined : octets.get(id);
    if (found !== undefined) expectElement(found, name, limits);
    return found;
  };
  const body = part(envelope.bodyIds, expandedName(envelope.namespace, 'Body'));
  if (body === undefined) throw new Unbelieved('its body is not signed');
  const until = checkTimestamp(security, part, declared, { now, limits });
  const headers = envelope.headers.map((header) => {
    const signed = part(header.ids, header.name);
    const required = declared.parts?.some((each) => each === header.name);
    if (signed === undefined && required) throw new Unbelieved('a header that must be signed is not');
    // Neither may it be believed, nor may it be passed over.
    if (signed === undefined && header.mustUnderstand && !isOwnNamespace(header.namespace))
      throw new Unbelieved('a header that must be understood is not signed');
    return signed ?? '';
  });
  for (const required of declared.parts ?? []) {
    if (required.startsWith('{') && !envelope.headers.some(({ name }) => name === required))
      throw new Unbelieved('a header that must be signed is not there');
  }
  if (until !== undefined && declared.repeats !== 'accepted') seen.expectNew(octets, until, now);
  // A prefix that nobody uses, since values in the body may use any that is declared here.
  const name = 'passerelle-believed:';
  const header = `<${name}Header>${headers.join('')}</${name}Header>`;
  const types = declared.typePrefixes === 'unsigned' ? declarationsOf(envelope.typePrefixes) : '';
  return `<${name}Envelope xmlns:${name.slice(0, -1)}="${envelope.namespace}"${types}>${header}${body}</${name}Envelope>`;
}

/** For prefixes that no name uses: those that one does are declared in the octets, nearer to their use. */
function declarationsOf(prefixes: ReadonlyMap<string, string | undefined>): string {
  return [...prefixes]
    .filter(([, namespace]) => namespace !== undefined)
    .map(([prefix, namespace]) => ` xmlns:${prefix}="${escapeAttribute(namespace ?? '') ?? ''}"`)
    .join('');
}

/** Octets are one whole element of a name, read strictly once more: another parser made them. */
function expectElement(octets: string, name: string, limits: Partial<XmlLimits>): void {
  const reader = new XmlReader(octets, limits);
  reader.readRoot();
  const found = reader.name.expanded;
  reader.skip();
  reader.finish();
  if (found !== name) throw new Unbelieved('its signature covers another element than it seems to');
}

/** Until when the reply is fresh; `undefined` where its timestamp need not be signed. */
function checkTimestamp(
  security: XmlTree,
  part: (ids: readonly string[], name: string) => string | undefined,
  declared: SignedReply,
  { now, limits }: Pick<Judgement, 'now' | 'limits'>,
): number | undefined {
  const [timestamp, more] = elementsOf(security).filter(
    (each) => each.local === 'Timestamp' && each.namespace === utilityNamespace,
  );
  if (more) throw new Unbelieved('it has several timestamps');
  const signed = timestamp && part(idsOf(timestamp), expandedName(utilityNamespace, 'Timestamp'));
  if (signed === undefined) {
    if (declared.parts && !declared.parts.includes('Timestamp')) return undefined;
    throw new Unbelieved(timestamp ? 'its timestamp is not signed' : 'it has no timestamp');
  }
  const reader = new XmlReader(signed, limits);
  reader.readRoot();
  return freshUntil(readTree(reader), declared, now);
}
