import type { XmlLimits, XmlTree } from '../../codec/index.ts';
import { expandedName, readTree, securityNamespace, XmlReader } from '../../codec/index.ts';
import { soap11Namespace, soap12Namespace, xsiNamespace } from '../../codec/xml/vocabulary.ts';
import type { TreeRoom } from '../../codec/xml/tree.ts';
import { elementsOf } from '../../codec/xml/tree.ts';
import { Unbelieved } from './unbelieved.ts';
import { encryptionNamespace, signatureNamespace } from './vocabulary.ts';

export interface HeaderBlock {
  /** Expanded. */
  readonly name: string;
  readonly namespace: string;
  /** Its identifiers, by any attribute that some reader would take for one. */
  readonly ids: readonly string[];
  readonly mustUnderstand: boolean;
}

/** `xenc:EncryptedData`, and its name as it stands in the text. */
export interface EncryptedElement {
  readonly raw: string;
  readonly tree: XmlTree;
}

/** What the strict reader finds of an envelope before anything in it is believed. */
export interface SecuredEnvelope {
  readonly namespace: string;
  readonly headers: readonly HeaderBlock[];
  /** The `wsse:Security` block; `undefined` where there is none. */
  readonly security: XmlTree | undefined;
  readonly bodyIds: readonly string[];
  /** How many elements bear an identifier, by its value: any attribute that some reader would take for one. */
  readonly ids: ReadonlyMap<string, number>;
  /** The local names of those attributes. */
  readonly idAttributes: ReadonlySet<string>;
  /** The namespaces of the prefixes that `xsi:type` uses in the body; `undefined` where one prefix has several. */
  readonly typePrefixes: ReadonlyMap<string, string | undefined>;
  /** Signatures outside the body; what the payload holds is the payload's. */
  readonly signatures: number;
  /** In document order. */
  readonly encrypted: readonly EncryptedElement[];
}

const idNames: ReadonlySet<string> = new Set(['Id', 'ID', 'id']);
const none: readonly string[] = [];
/** Of all headers, and of what stands encrypted in the body: nobody writes more, and each is kept. */
const mostElements = 50_000;

/**
 * Reads an envelope strictly to its end: Header, then one Body, nothing else, one Security block at most.
 * Throws MalformedError, and {@link Unbelieved} for an envelope of another form.
 */
export function readSecured(text: string, limits: Partial<XmlLimits>): SecuredEnvelope {
  return new SecuredReader(text, limits).read();
}

class SecuredReader {
  readonly #reader: XmlReader;
  readonly #ids = new Map<string, number>();
  readonly #idAttributes = new Set<string>();
  readonly #encrypted: EncryptedElement[] = [];
  readonly #headers: HeaderBlock[] = [];
  readonly #typePrefixes = new Map<string, string | undefined>();
  readonly #room: TreeRoom = { elements: mostElements };
  #security: XmlTree | undefined;
  #signatures = 0;

  constructor(text: string, limits: Partial<XmlLimits>) {
    this.#reader = new XmlReader(text, limits);
  }

  read(): SecuredEnvelope {
    const reader = this.#reader;
    reader.readRoot();
    const { namespace, local: root } = reader;
    const known = namespace === soap11Namespace || namespace === soap12Namespace;
    if (!known || root !== 'Envelope') throw new Unbelieved('it is no SOAP envelope');
    this.#count();
    const seen: string[] = [];
    let bodyIds: readonly string[] = [];
    while (reader.nextChild()) {
      if (reader.namespace !== namespace) throw new Unbelieved('its envelope holds more than a header and a body');
      const { local } = reader;
      seen.push(local);
      const ids = this.#count();
      if (local === 'Body') {
        bodyIds = ids;
        this.#walk();
      } else this.#readHeader(namespace);
    }
    reader.finish();
    if (seen.join(' ') !== 'Header Body' && seen.join(' ') !== 'Body')
      throw new Unbelieved('its envelope is not one header and one body');
    return {
      namespace,
      headers: this.#headers,
      security: this.#security,
      bodyIds,
      ids: this.#ids,
      idAttributes: this.#idAttributes,
      typePrefixes: this.#typePrefixes,
      signatures: this.#signatures,
      encrypted: this.#encrypted,
    };
  }

  #readHeader(envelope: string): void {
    const reader = this.#reader;
    while (reader.nextChild()) {
      const { namespace, local } = reader;
      const must = reader.attribute(envelope, 'mustUnderstand')?.trim();
      this.#headers.push({
        name: expandedName(namespace, local),
        namespace,
        ids: this.#count(),
        mustUnderstand: must === '1' || must === 'true',
      });
      if (namespace === securityNamespace && local === 'Security') this.#readSecurity();
      else this.#countTree(readTree(reader, this.#room), true);
    }
  }

  /** Like readTree, and keeps the names of encrypted children as they are written. */
  #readSecurity(): void {
    const reader = this.#reader;
    if (this.#security) throw new Unbelieved('it has several security headers');
    const { namespace, local, attributes } = reader;
    const line = reader.line();
    const own = [...Array(attributes.count).keys()].map((index) => {
      const name = attributes.name(index);
      return { namespace: name.namespace, local: name.local, value: attributes.value(index) };
    });
    const children: XmlTree[] = [];
    while (reader.nextChild()) {
      const { raw } = reader.name;
      this.#count();
      const tree = readTree(reader, this.#room);
      this.#countTree(tree, true);
      if (tree.namespace === encryptionNamespace && tree.local === 'EncryptedData') this.#encrypted.push({ raw, tree });
      children.push(tree);
    }
    this.#security = { namespace, local, line, attributes: own, children, resolvePrefix: () => undefined };
  }

  /** Through the body, which may be large. */
  #walk(): void {
    const reader = this.#reader;
    const outer = reader.depth;
    for (;;) {
      if (!reader.nextChild()) {
        if (reader.depth < outer) return;
        continue;
      }
      this.#count();
      if (reader.attributes.instance) this.#notePrefix(reader.attribute(xsiNamespace, 'type') ?? '');
      if (reader.local === 'EncryptedData' && reader.namespace === encryptionNamespace) {
        const { raw } = reader.name;
        const tree = readTree(reader, this.#room);
        this.#countTree(tree, true);
        this.#encrypted.push({ raw, tree });
      }
    }
  }

  #notePrefix(type: string): void {
    const [prefix = '', local] = type.trim().split(':');
    const namespace = local === undefined ? undefined : this.#reader.resolvePrefix(prefix);
    if (namespace === undefined) return;
    const before = this.#typePrefixes.has(prefix) ? this.#typePrefixes.get(prefix) : namespace;
    this.#typePrefixes.set(prefix, before === namespace ? namespace : undefined);
  }

  /** The identifiers of the start tag just read. */
  #count(): readonly string[] {
    const { attributes } = this.#reader;
    let ids: string[] | undefined;
    for (let index = 0; index < attributes.count; index++) {
      const { local } = attributes.name(index);
      if (!idNames.has(local)) continue;
      this.#countId(local, attributes.value(index));
      (ids ??= []).push(attributes.value(index));
    }
    return ids ?? none;
  }

  #countId(local: string, value: string): void {
    this.#ids.set(value, (this.#ids.get(value) ?? 0) + 1);
    this.#idAttributes.add(local);
  }

  /** `rootCounted`: the root's own identifiers were counted when its start tag was read. */
  #countTree(tree: XmlTree, rootCounted = false): void {
    if (tree.namespace === signatureNamespace && tree.local === 'Signature') this.#signatures++;
    if (!rootCounted)
      for (const { local, value } of tree.attributes) if (idNames.has(local)) this.#countId(local, value);
    for (const child of elementsOf(tree)) this.#countTree(child);
  }
}

/** The identifiers of an element, by any attribute that some reader would take for one. */
export function idsOf(tree: XmlTree): readonly string[] {
  return tree.attributes.filter(({ local }) => idNames.has(local)).map(({ value }) => value);
}
