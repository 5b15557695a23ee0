import { MalformedError } from '../problem.ts';
import type { ExpandedName } from '../model.ts';
import { expandedName } from '../model.ts';
import { isNcName } from './characters.ts';
import type { Tag } from './tag.ts';
import { noTag, tagOf } from './tag.ts';
import { xmlNamespace, xsiNamespace } from './vocabulary.ts';

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** A name as it stands in a document, resolved. Interned: the same raw name in the same scope is the same object. */
interface ResolvedName {
  readonly raw: string;
  readonly namespace: string;
  readonly local: string;
  readonly expanded: ExpandedName;
  /** It is interned. Another may be linked to, or a stranger's many names would hold each other. */
  kept: boolean;
}

/** The name of an element. What was read next to it last, the next document likely says again. */
export interface Name extends ResolvedName {
  readonly scope: Scope;
  /** What its start tag begins with, and its tags where they hold nothing but the name. */
  opening: Tag;
  startTag: Tag;
  endTag: Tag;
  /** The name that stood next, as first child and as next sibling. */
  child: Name | undefined;
  sibling: Name | undefined;
  /** Its first attribute, where it declared no namespace. */
  attribute: AttributeName | undefined;
}

/** The name of an attribute. */
export interface AttributeName extends ResolvedName {
  /** It is XML Schema's own: `xsi:type`, `xsi:nil` (XSD 1.0 part 1 §2.6). */
  readonly instance: boolean;
  /** What stands before its value, as nearly everyone writes it. */
  opening: Tag;
  /** The attribute that stood behind it last. */
  next: AttributeName | undefined;
}

/** What is remembered over documents, so that the same partner's names are resolved once; a stranger's names cannot fill it. */
const limits = { scopes: 1_000, names: 20_000, nameLength: 200 };
let scopes = 0;
let names = 0;

/** A copy that does not keep the document alive, as a slice of it would. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** The namespaces in scope at an element (Namespaces in XML 1.0 §6). Shared between documents that declare the same. */
export class Scope {
  /** What is declared here; the rest is for the outer scope to say, since a copy of it for each tag would cost too much. */
  private readonly prefixes: ReadonlyMap<string, string>;
  private readonly outer: Scope | undefined;
  private readonly children = new Map<string, Scope>();
  private readonly elements = new Map<string, Name>();
  private readonly attributes = new Map<string, AttributeName>();
  /** As {@link resolve}, for who keeps it; without a default namespace there is none. */
  readonly resolver = (prefix: string): string | undefined => this.resolve(prefix) ?? (prefix === '' ? '' : undefined);

  constructor(prefixes: ReadonlyMap<string, string>, outer?: Scope) {
    this.prefixes = prefixes;
    this.outer = outer;
  }

  /** The namespace bound to a prefix; `''` is the default namespace. */
  resolve(prefix: string): string | undefined {
    let namespace = this.prefixes.get(prefix);
    for (let { outer } = this; namespace === undefined && outer; outer = outer.outer) {
      namespace = outer.prefixes.get(prefix);
    }
    return namespace;
  }

  element(raw: string): Name {
    const known = this.elements.get(raw);
    if (known === undefined)
      return remember(this.elements, elementName(this.resolved(raw, this.resolve('') ?? ''), this));
    if (known.opening === noTag) {
      known.opening = tagOf(`<${known.raw}`);
      known.startTag = tagOf(`<${known.raw}>`);
      known.endTag = tagOf(`</${known.raw}>`);
    }
    return known;
  }

  /** An attribute without a prefix is in no namespace (Namespaces in XML 1.0 §6.2). */
  attribute(raw: string): AttributeName {
    const known = this.attributes.get(raw);
    if (known === undefined) return remember(this.attributes, attributeName(this.resolved(raw, '')));
    if (known.opening === noTag) known.opening = tagOf(` ${known.raw}="`);
    return known;
  }

  private resolved(slice: string, defaultNamespace: string): ResolvedName {
    const raw = detached(slice);
    const colon = raw.indexOf(':');
    const local = raw.slice(colon + 1);
    const prefix = colon === -1 ? '' : raw.slice(0, colon);
    if (!isNcName(local) || (colon !== -1 && !isNcName(prefix)))
      throw new MalformedError('a name that XML does not allow');
    const namespace = colon === -1 ? defaultNamespace : this.resolve(prefix);
    if (namespace === undefined || prefix === 'xmlns')
      throw new MalformedError('a prefix that is bound to no namespace');
    return { raw, namespace, local, expanded: expandedName(namespace, local), kept: false };
  }

  /** The scope inside an element with these declarations: prefix (`''` for the default) and namespace in turn. */
  declare(declarations: readonly string[]): Scope {
    const key = declarations.join('\n');
    const known = this.children.get(key);
    if (known) return known;
    const prefixes = new Map<string, string>();
    for (let at = 0; at < declarations.length; at += 2) {
      const prefix = detached(declarations[at] ?? '');
      const namespace = detached(declarations[at + 1] ?? '');
      checkDeclaration(prefix, namespace);
      prefixes.set(prefix, namespace);
    }
    const scope = new Scope(prefixes, this);
    if (scopes < limits.scopes && key.length <= limits.nameLength * 20) {
      scopes++;
      this.children.set(detached(key), scope);
    }
    return scope;
  }
}

function remember<T extends ResolvedName>(known: Map<string, T>, name: T): T {
  if (names < limits.names && name.raw.length <= limits.nameLength) {
    names++;
    name.kept = true;
    known.set(name.raw, name);
  }
  return name;
}

function elementName(name: ResolvedName, scope: Scope): Name {
  const tags = { opening: noTag, startTag: noTag, endTag: noTag };
  return { ...name, scope, ...tags, child: undefined, sibling: undefined, attribute: undefined };
}

function attributeName(name: ResolvedName): AttributeName {
  return { ...name, instance: name.namespace === xsiNamespace, opening: noTag, next: undefined };
}

/** Namespaces in XML 1.0 §3, the constraints on `xml`, `xmlns` and empty names. */
function checkDeclaration(prefix: string, namespace: string): void {
  if (prefix !== '' && !isNcName(prefix)) throw new MalformedError('a prefix that XML does not allow');
  if (prefix === 'xmlns' || namespace === xmlnsNamespace) throw new MalformedError('the prefix xmlns is declared');
  if ((prefix === 'xml') !== (namespace === xmlNamespace))
    throw new MalformedError('the prefix xml is declared wrongly');
  if (prefix !== '' && namespace === '') throw new MalformedError('a prefix is bound to an empty namespace');
}

/** What stands above the root. */
export const nameless: Name = elementName(
  { raw: '', namespace: '', local: '', expanded: '', kept: true },
  new Scope(new Map()),
);

let root = new Scope(new Map([['xml', xmlNamespace]]));

/** The scope outside a document's root; forgets what it remembered once that is too much. */
export function rootScope(): Scope {
  if (scopes >= limits.scopes || names >= limits.names) {
    root = new Scope(new Map([['xml', xmlNamespace]]));
    scopes = 0;
    names = 0;
  }
  return root;
}
