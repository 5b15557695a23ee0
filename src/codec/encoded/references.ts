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

/** An accessor whose references are followed: what it holds, and what was passed on the way. */
export interface Opened {
  readonly content: XmlTree;
  readonly passed: readonly XmlTree[];
  readonly repeats: number;
}

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

  /** `roots`: where what is referred to may stand. `byId`: those that have an id, where that is known. */
  constructor(roots: readonly XmlTree[], byId?: Map<string, XmlTree>) {
    this.#roots = roots;
    this.#byId = byId;
  }

  /** Reads what an accessor holds: itself, or the element that it refers to. Throws ContractError. */
  within<Read>(node: XmlTree, here: () => Place, read: (content: XmlTree) => Read): Read {
    if (isPlain(node)) {
      this.#descend(here);
      this.#charge(node, here);
      const result = read(node);
      this.#depth--;
      return result;
    }
    const opened = this.open(node, here);
    const result = read(opened.content);
    this.close(opened);
    return result;
  }

  /** What an accessor holds, to be read before it is closed again; references are followed to their end. Throws ContractError. */
  open(node: XmlTree, here: () => Place): Opened {
    const passed: XmlTree[] = [];
    let repeats = 0;
    let content = node;
    for (;;) {
      this.#descend(here);
      const reference = localReference(content);
      if (reference !== undefined || idOf(content) !== undefined) this.#pass(content, here, passed);
      if (reference === undefined) break;
      const target = this.#target(reference);
      if (target === undefined) throw broken('missing', here(), 'the element that it refers to', 'none of that id');
      if (this.#followed.has(target)) {
        repeats++;
        this.#repeats++;
      }
      content = target;
    }
    this.#charge(content, here);
    return { content, passed, repeats };
  }

  close({ content, passed, repeats }: Opened): void {
    for (const node of passed) this.#open.delete(node);
    this.#depth -= passed.length + (passed.at(-1) === content ? 0 : 1);
    this.#repeats -= repeats;
  }

  #descend(here: () => Place): void {
    if (++this.#depth > deepest) throw broken('too_many', here(), `at most ${deepest} levels`, 'more');
  }

  #pass(node: XmlTree, here: () => Place, passed: XmlTree[]): void {
    if (this.#open.has(node)) throw broken('type', here(), 'a value that ends', 'a reference to what it stands in');
    this.#open.add(node);
    this.#followed.add(node);
    passed.push(node);
  }

  /** What is read more than once is counted. */
  #charge({ children }: XmlTree, here: () => Place): void {
    if (this.#repeats === 0) return;
    for (const child of children) if (typeof child === 'string') this.#left -= child.length;
    if ((this.#left -= elementCost) < 0)
      throw broken('too_many', here(), 'references that repeat less than the message may hold', 'more');
  }

  #target(id: string): XmlTree | undefined {
    if (this.#byId === undefined) {
      this.#byId = new Map();
      for (const root of this.#roots) index(root, this.#byId);
    }
    return this.#byId.get(id);
  }
}

/** It refers to nothing, and nothing refers to it. */
function isPlain(node: XmlTree): boolean {
  return node.attributes.length === 0 || (localReference(node) === undefined && idOf(node) === undefined);
}

function index(node: XmlTree, byId: Map<string, XmlTree>): void {
  const id = idOf(node);
  if (id !== undefined && !byId.has(id)) byId.set(id, node);
  for (const child of elementsOf(node)) index(child, byId);
}

/** What others may refer to an element by. */
export function idOf(node: XmlTree): string | undefined {
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
