import { MalformedError } from '../problem.ts';
import type { DocumentText } from './document-text.ts';
import { documentText, noText } from './document-text.ts';
import { OpenElements } from './open-elements.ts';
import type { Name } from './scope.ts';

/** Where a reader stood, to go back to; good until the window is extended. */
export interface Mark {
  readonly position: number;
  readonly depth: number;
  readonly empty: boolean;
  readonly closed: Name | undefined;
  readonly sawText: boolean;
}

/** A document's text, or the part of it that is at hand: what was read can be let go, and more be added. */
export abstract class TextWindow extends OpenElements {
  /** Set when character data other than white space was passed between children; reset by whoever reads it. */
  sawText = false;
  /** No more text will come. Until then, what seems malformed may only not be whole yet. */
  ended: boolean;
  protected text: string;
  protected characters: DocumentText;
  protected position = 0;
  /** The start tag just read was an empty-element tag, and its end is still to be told. */
  protected empty = false;
  /** The element closed last inside the current one; `undefined` before its first child. */
  protected closed: Name | undefined = undefined;
  /** The first `&` at or behind {@link position}, lazily; the text's length when there is none. */
  protected ampersand = -1;
  /** The first `]]>` at or behind {@link position}, lazily; the text's length when there is none. */
  protected cdataEnd: number;
  /** Lines are counted on from where they were counted to; `feed` is where the next one ends, or the text. */
  private readonly counted = { to: 0, line: 1, feed: -1 };

  /** How much should be at hand before what does not fit is taken to be long; 0 for a whole document. */
  readonly window: number;

  constructor(text: string, window: number) {
    super();
    this.window = window;
    this.ended = window === 0;
    this.text = withoutReturns(text);
    this.characters = checked(this.text);
    this.cdataEnd = this.nextCdataEnd(0);
  }

  /** How many characters are at hand that were not read yet. */
  get unread(): number {
    return this.text.length - this.position;
  }

  /** The line of the reader's position, from 1; in a window, of those that are at hand. */
  line(): number {
    const { text, counted, position } = this;
    while (counted.feed < position) {
      if (counted.feed !== -1) {
        counted.to = counted.feed + 1;
        counted.line++;
      }
      const feed = text.indexOf('\n', counted.to);
      counted.feed = feed === -1 ? text.length : feed;
    }
    return counted.line;
  }

  /**
   * Lets go of what was read and adds what comes next; `last` where nothing follows it. No line's end of two
   * characters may be split, and no surrogate pair. Throws MalformedError.
   */
  extend(more: string, last: boolean): void {
    const rest = this.position === this.text.length ? '' : this.text.slice(this.position);
    this.characters.release();
    this.characters = noText;
    this.text = rest + withoutReturns(more);
    this.characters = checked(this.text);
    this.cdataEnd = this.nextCdataEnd(0);
    this.position = 0;
    this.ampersand = -1;
    this.counted.to = 0;
    this.counted.feed = -1;
    this.ended = last;
  }

  mark(): Mark {
    const { position, depth, empty, closed, sawText } = this;
    return { position, depth, empty, closed, sawText };
  }

  /** Goes back to where a mark was made, at the same element or outside of it: what was opened since is read once more. */
  back({ position, depth, empty, closed, sawText }: Mark): void {
    this.position = position;
    this.depth = depth;
    this.empty = empty;
    this.closed = closed;
    this.sawText = sawText;
    this.ampersand = -1;
    if (this.cdataEnd < this.text.length) this.cdataEnd = -1;
  }

  /** The document was read to its end. */
  get finished(): boolean {
    return this.ended && this.characters === noText;
  }

  protected nextCdataEnd(from: number): number {
    const at = this.text.indexOf(']]>', from);
    return at === -1 ? this.text.length : at;
  }

  /** Gives the text back: the document was read to its end. */
  protected release(): void {
    this.characters.release();
    this.characters = noText;
  }
}

/** XML 1.0 §2.11. */
function withoutReturns(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function checked(text: string): DocumentText {
  const characters = documentText(text);
  if (!characters.isXml()) throw new MalformedError('a character that XML does not allow');
  return characters;
}
