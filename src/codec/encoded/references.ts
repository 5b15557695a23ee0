import { broken } from '../decode/report.ts';
import type { Place } from '../xml/open-elements.ts';
import type { XmlTree } from '../xml/tree.ts';
import { attributeOf, elementsOf } from '../xml/tree.ts';
import { soap12EncodingNamespace } from '../xml/vocabulary.ts';

/** As many levels as a document may have: a chain of references nests as elements do. */
const deepest = 200;
/** What one element costs beside its text, and how much may be read more than once before a message is refused. */
const elementCost = 128;
const mostRepeated = 16 * 1024 * 1024;

/**
 * The elements that others refer to: `href` and `id` (SOAP 1.1 §5.4.1), `enc:ref` and `enc:id` (SOAP 1.2 part 2 §3.1.5).
 * What stands for several accessors is read once for each. That may neither end in itself nor multiply without bound.
 */
export class References {
  readonly #roots: readonly XmlTree[];
  readonly #open = new Set<XmlTree>();
  readonly #followed = new Set<XmlTree>();
  #byId: Map<string, XmlTree> | undefined;
  #depth = 0;
  /** How many open references lead to what was read before. */
  #repeats = 0;
  #left = mostRepeated;

  /** `roots`: where what is referred to may stand. */
  constructor(roots: readonly XmlTree[]) {
    this.#roots = roots;
  }

  /** Reads what an accessor holds: itself, or the element that it refers to. Throws ContractError. */
  within<Read>(node: XmlTree, here: () => Place, read: (content: XmlTree) => Read): Read {
    if (++this.#depth > deepest) throw broken('too_many', here(), `at most ${deepest} levels`, 'more');
    const reference = localReference(node);
    const result =
      reference === undefined && idOf(node) === undefined
        ? this.#read(node, here, read)
        : this.#once(node, here, () =>
            reference === undefined ? this.#read(node, here, read) : this.#follow(reference, here, read),
          );
    this.#depth--;
    return result;
  }

  #read<Read>(node: XmlTree, here: () => Place, read: (content: XmlTree) => Read): Read {
    if (this.#repeats > 0) {
      for (const child of node.children) if (typeof child === 'string') this.#left -= child.length;
      if ((this.#left -= elementCost) < 0) {
        throw broken('too_many', here(), 'references that repeat less than the message may hold', 'more');
      }
    }
    return read(node);
  }

  #once<Read>(node: XmlTree, here: () => Place, read: () => Read): Read {
    if (this.#open.has(node)) throw broken('type', here(), 'a value that ends', 'a reference to what it stands in');
    this.#open.add(node);
    this.#followed.add(node);
    const result = read();
    this.#open.delete(node);
    return result;
  }

  #follow<Read>(reference: string, here: () => Place, read: (content: XmlTree) => Read): Read {
    const target = this.#target(reference);
    if (target === undefined) throw broken('missing', here(), 'the element that it refers to', 'none of that id');
    const repeated = this.#followed.has(target);
    if (repeated) this.#repeats++;
    const result = this.within(target, here, read);
    if (repeated) this.#repeats--;
    return result;
  }

  #target(id: string): XmlTree | undefined {
    if (this.#byId === undefined) {
      this.#byId = new Map();
      for (const root of this.#roots) index(root, this.#byId);
    }
    return this.#byId.get(id);
  }
}

function index(node: XmlTree, byId: Map<string, XmlTree>): void {
  const id = idOf(node);
  if (id !== undefined && !byId.has(id)) byId.set(id, node);
  for (const child of elementsOf(node)) index(child, byId);
}

function idOf(node: XmlTree): string | undefined {
  return (attributeOf(node, 'id') ?? attributeOf(node, 'id', soap12EncodingNamespace))?.trim();
}

function localReference(node: XmlTree): string | undefined {
  const ref = attributeOf(node, 'ref', soap12EncodingNamespace)?.trim();
  if (ref !== undefined) return ref.replace(/^#/u, '');
  const href = attributeOf(node, 'href')?.trim();
  return href?.startsWith('#') ? href.slice(1) : undefined;
}

/** An `href` that leads out of the document: to an attachment, or anywhere. */
export function outwardReference(node: XmlTree): string | undefined {
  const href = attributeOf(node, 'href')?.trim();
  return href === undefined || href.startsWith('#') ? undefined : href;
}
