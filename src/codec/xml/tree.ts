import type { Steps } from './steps.ts';
import { orMoreText } from './steps.ts';
import { MalformedError } from '../problem.ts';
import { isBlank } from './characters.ts';
import type { XmlReader } from './reader.ts';
import type { AttributeName } from './scope.ts';
import type { Mark } from './text-window.ts';

/** An element and what it holds, where it is not decoded as it is read: WSDL, XSD, encoded messages, whose parts refer to each other. */
export interface XmlTree {
  readonly namespace: string;
  readonly local: string;
  /** Where the start tag ends. */
  readonly line: number;
  readonly attributes: readonly XmlTreeAttribute[];
  /** Text that is only white space is left out where elements stand beside it. */
  readonly children: readonly (XmlTree | string)[];
  /** The namespaces of the prefixes that QNames in this element's attributes and text may use; `''` is the default namespace. */
  resolvePrefix(prefix: string): string | undefined;
}

export interface XmlTreeAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly value: string;
}

/** How many elements the trees of a stranger may still have. */
export interface TreeRoom {
  elements: number;
}

const noAttributes: readonly XmlTreeAttribute[] = [];
const noChildren: readonly (XmlTree | string)[] = [];
/** What an element alone has says little else than its type: so many of them are kept once, and so long ones. */
const mostShared = 1000;
const longestShared = 100;

/**
 * The reader's current element; consumes its end tag. Each element costs many times its text: where that is a stranger's,
 * `room` bounds it. Throws MalformedError.
 */
export function readTree(reader: XmlReader, room?: TreeRoom): XmlTree {
  return new TreeReader(reader, room).read();
}

type Open = { -readonly [Key in keyof XmlTree]: XmlTree[Key] };

/** Reads one element after another into trees that share what is the same in them. */
export class TreeReader {
  /** The elements that hold more others than is told. */
  readonly large = new Set<XmlTree>();
  readonly #reader: XmlReader;
  readonly #room: TreeRoom | undefined;
  readonly #long: number;
  readonly #seen: ((node: XmlTree) => void) | undefined;
  readonly #shared = new Map<string, Map<string, readonly XmlTreeAttribute[]>>();
  #kept = 0;
  #elements = 0;
  readonly #open: Open[] = [];
  readonly #children: (XmlTree | string)[][] = [];
  /** How many elements were read before each open one. */
  readonly #before: number[] = [];
  #mark: Mark | undefined;

  /** `seen` is told of each element once its attributes are read. */
  constructor(reader: XmlReader, room?: TreeRoom, long = Infinity, seen?: (node: XmlTree) => void) {
    this.#reader = reader;
    this.#room = room;
    this.#long = long;
    this.#seen = seen;
  }

  /** The reader's current element; consumes its end tag. Throws MalformedError. */
  read(): XmlTree {
    this.#enter();
    return this.#finish();
  }

  /** As {@link read}, of a document that is read through a window. */
  *steps(): Steps<XmlTree> {
    this.#enter();
    for (;;) {
      try {
        return this.#finish();
      } catch (error) {
        orMoreText(this.#reader, error);
      }
      if (this.#mark !== undefined) this.#reader.back(this.#mark);
      yield;
    }
  }

  #finish(): XmlTree {
    const reader = this.#reader;
    for (;;) {
      if (reader.window > 0) this.#mark = reader.mark();
      const piece = reader.nextPiece();
      if (piece === 'element') this.#enter();
      else if (piece === 'text') this.#children.at(-1)?.push(reader.piece);
      else {
        const node = this.#leave();
        if (this.#open.length === 0) return node;
      }
    }
  }

  #enter(): void {
    const reader = this.#reader;
    if (this.#room !== undefined && --this.#room.elements < 0)
      throw new MalformedError('more elements than such a place may hold');
    const { namespace, local } = reader.name;
    const node: Open = {
      namespace,
      local,
      line: reader.line(),
      attributes: this.#attributes(),
      children: noChildren,
      resolvePrefix: reader.resolver,
    };
    this.#seen?.(node);
    this.#children.at(-1)?.push(node);
    this.#children.push([]);
    this.#before.push(this.#elements++);
    this.#open.push(node);
  }

  #leave(): XmlTree {
    const node = this.#open.pop() as Open;
    const children = this.#children.pop() as (XmlTree | string)[];
    // Lists that grew have room for more, which is most of what a small element takes.
    if (children.length === 0) node.children = noChildren;
    else node.children = children.length === 1 ? children.slice() : children.filter((child) => !isBlankText(child));
    if (this.#elements - (this.#before.pop() as number) > this.#long) this.large.add(node);
    return node;
  }

  #attributes(): readonly XmlTreeAttribute[] {
    const { attributes } = this.#reader;
    if (attributes.count === 0) return noAttributes;
    if (attributes.count === 1) return this.#only(attributes.name(0), attributes.value(0));
    return Array.from({ length: attributes.count }, (_, index) => {
      const { namespace, local } = attributes.name(index);
      return { namespace, local, value: attributes.value(index) };
    });
  }

  #only({ namespace, local, expanded }: AttributeName, value: string): readonly XmlTreeAttribute[] {
    let values = this.#shared.get(expanded);
    const known = values?.get(value);
    if (known !== undefined) return known;
    const list = [{ namespace, local, value }];
    if (this.#kept < mostShared && value.length <= longestShared && expanded.length <= longestShared) {
      if (values === undefined) this.#shared.set(expanded, (values = new Map()));
      values.set(value, list);
      this.#kept++;
    }
    return list;
  }
}

function isBlankText(child: XmlTree | string): boolean {
  return typeof child === 'string' && isBlank(child, 0, child.length);
}

/** The value of an attribute without a namespace. */
export function attributeOf(tree: XmlTree, local: string, namespace = ''): string | undefined {
  for (const attribute of tree.attributes)
    if (attribute.local === local && attribute.namespace === namespace) return attribute.value;
  return undefined;
}

/** The child elements. */
export function elementsOf(tree: XmlTree): XmlTree[] {
  return tree.children.filter((child) => typeof child !== 'string');
}

/** All text inside, in document order. */
export function textOf(tree: XmlTree): string {
  return tree.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
