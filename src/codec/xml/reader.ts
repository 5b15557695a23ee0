import { MalformedError } from '../problem.ts';
import { Attributes } from './attributes.ts';
import { expandReferences, isBlank, isSpace } from './characters.ts';
import { defaultXmlLimits, type XmlLimits } from './limits.ts';
import { declarationEnd, endsName, isCdata, markupEnd, nameEnd } from './markup.ts';
import type { Name, Scope } from './scope.ts';
import { TextWindow } from './text-window.ts';

/**
 * A strict, namespace-aware pull reader (XML 1.0 fifth edition, Namespaces in XML 1.0 third edition) over decoded text.
 * It goes forward only and builds nothing: the caller, led by its schema, asks for children and text.
 * A DOCTYPE is refused, and with it every entity but the five predefined ones.
 * Every method throws MalformedError where the document is not well-formed or passes a limit.
 */
export class XmlReader extends TextWindow {
  /** Set by {@link readText} when an element stood in the text, and was skipped. */
  unexpectedChild = false;
  /** The text that {@link nextPiece} or {@link readLeaf} found. */
  piece = '';
  readonly attributes: Attributes;
  private readonly limits: XmlLimits;

  /** Without a window the text is the whole document; otherwise {@link extend} adds to it, about so many characters at a time. */
  constructor(text: string, limits: Partial<XmlLimits> = {}, window = 0) {
    super(text, window);
    this.limits = { ...defaultXmlLimits, ...limits };
    this.attributes = new Attributes(this.limits.attributes, this.limits.nameLength);
  }

  /** Attributes are those of the start tag read last: read them before moving on. */
  attribute(namespace: string, local: string): string | undefined {
    return this.attributes.count === 0 ? undefined : this.attributes.find(namespace, local);
  }

  /** Moves to the root's start tag. */
  readRoot(): void {
    if (this.text === '') throw new MalformedError('the document is empty');
    this.position = declarationEnd(this.text);
    if (!this.misc()) throw new MalformedError('the document has no root element');
    this.startTag();
  }

  /** Behind the root's end tag: comments, processing instructions and white space alone. */
  finish(): void {
    this.passEpilog();
    this.release();
  }

  /** Behind the root's end tag, to the end of what is at hand. */
  passEpilog(): void {
    if (this.misc()) throw new MalformedError('a second root element');
  }

  /** XML 1.0 §2.8 Misc*: true at a start tag, false at the end of the text. */
  private misc(): boolean {
    for (;;) {
      const at = this.text.indexOf('<', this.position);
      const end = at === -1 ? this.text.length : at;
      if (!isBlank(this.text, this.position, end)) throw new MalformedError('text outside the root element');
      this.position = end;
      if (at === -1) return false;
      const code = this.text.charCodeAt(at + 1);
      if (code !== 33 && code !== 63) return true;
      if (isCdata(this.text, at)) throw new MalformedError('text outside the root element');
      this.passMarkup();
    }
  }

  /**
   * From inside an element: moves to its next child's start tag (true), or past its own end tag (false).
   * Character data on the way is passed over; other than white space it sets {@link sawText}.
   */
  nextChild(): boolean {
    if (this.empty) return this.closeEmpty();
    for (;;) {
      const at = this.characterData();
      if (at !== this.position) {
        if (!isBlank(this.text, this.position, at)) {
          this.sawText = true;
          if (this.hasReference(at)) expandReferences(this.text.slice(this.position, at));
        }
        this.position = at;
      }
      const code = this.text.charCodeAt(at + 1);
      if (code === 47) return this.endTag();
      if (code !== 33 && code !== 63) return this.startTag();
      if (this.passMarkup().trim() !== '') this.sawText = true;
    }
  }

  /** Like {@link nextChild}, but stops at text too, which is then {@link piece}. */
  nextPiece(): 'text' | 'element' | 'end' {
    if (this.empty) return this.closeEmpty() ? 'element' : 'end';
    let text = '';
    for (;;) {
      const at = this.characterData();
      if (at !== this.position) text += this.slice(at);
      const code = this.text.charCodeAt(at + 1);
      if (code === 33 || code === 63) {
        text += this.passMarkup();
        continue;
      }
      if (text !== '') {
        // In a window the "<" may be all there is yet, and a comment or CDATA go on with the text.
        if (at + 1 === this.text.length) throw new MalformedError('the document ends before its root element does');
        this.piece = text;
        return 'text';
      }
      return (code === 47 ? this.endTag() : this.startTag()) ? 'element' : 'end';
    }
  }

  /** The text of the current element, references expanded and CDATA included; consumes its end tag. */
  readText(): string {
    if (this.empty) {
      this.closeEmpty();
      return '';
    }
    const at = this.characterData();
    if (this.text.charCodeAt(at + 1) === 47) {
      const text = this.slice(at);
      this.endTag();
      return text;
    }
    let text = '';
    for (;;) {
      const next = this.nextPiece();
      if (next === 'end') return text;
      if (next === 'text') text += this.piece;
      else {
        const { sawText } = this;
        this.unexpectedChild = true;
        this.skip();
        this.sawText = sawText;
      }
    }
  }

  /**
   * Whether the next child stands there as `<name>text</name>` and nothing else: its text is {@link piece}, its end tag consumed.
   * Otherwise nothing is consumed, and {@link nextChild} tells what stands there.
   */
  readLeaf(name: Name): boolean {
    const { depth, characters } = this;
    if (this.empty || name.scope !== this.scopes[depth] || depth >= this.limits.depth) return false;
    const { startTag, endTag } = name;
    const open = characters.behindSpace(this.position);
    if (!characters.holds(startTag, open)) return false;
    const start = open + startTag.length;
    let end = characters.plainEnd(start);
    const plain = characters.holds(endTag, end);
    if (!plain) {
      end = this.text.indexOf('<', end);
      if (end === -1 || !characters.holds(endTag, end)) return false;
    }
    const raw = this.text.slice(start, end);
    if (!plain && this.cdataEnd < this.text.length && raw.includes(']]>')) return false;
    this.piece = plain ? raw : expandReferences(raw);
    this.position = end + endTag.length;
    this.names[depth + 1] = name;
    this.closed = name;
    return true;
  }

  /** Passes over the current element, its end tag included, with every check. */
  skip(): void {
    const { depth } = this;
    while (this.depth >= depth) this.nextChild();
  }

  /** Where the character data at the position ends: the next `<`. */
  private characterData(): number {
    const { text, position } = this;
    if (text.charCodeAt(position) === 60) return position;
    const at = text.indexOf('<', position);
    if (at === -1) throw new MalformedError('the document ends before its root element does');
    if (this.cdataEnd < position) this.cdataEnd = this.nextCdataEnd(position);
    if (this.cdataEnd < at) throw new MalformedError('"]]>" in character data');
    return at;
  }

  private hasReference(end: number): boolean {
    if (this.ampersand < this.position) {
      const at = this.text.indexOf('&', this.position);
      this.ampersand = at === -1 ? this.text.length : at;
    }
    return this.ampersand < end;
  }

  /** The character data up to `end`, references expanded; moves there. */
  private slice(end: number): string {
    const raw = this.text.slice(this.position, end);
    const text = this.hasReference(end) ? expandReferences(raw) : raw;
    this.position = end;
    return text;
  }

  private startTag(): true {
    const { text, depth, characters } = this;
    const start = this.position + 1;
    const outer = this.scopes[depth] as Scope;
    const before = this.closed;
    const likely = before === undefined ? (this.names[depth] as Name).child : before.sibling;
    let name: Name | undefined;
    let at = -1;
    if (likely !== undefined && likely.scope === outer && characters.holds(likely.opening, this.position)) {
      at = start + likely.raw.length;
      if (endsName(text.charCodeAt(at))) name = likely;
    }
    if (name === undefined) at = nameEnd(text, start, this.limits.nameLength);
    const end = at;
    let scope = outer;
    const { attributes } = this;
    if (text.charCodeAt(at) === 62) attributes.clear();
    else {
      const likelyAt = name === undefined ? -1 : attributes.likely(text, characters, at, name);
      if (likelyAt === -1) {
        at = attributes.scan(text, at);
        scope = attributes.resolve(scope);
        if (name !== undefined && scope === outer) attributes.remember(name);
      } else at = likelyAt;
    }
    this.empty = text.charCodeAt(at) === 47;
    if (this.empty && text.charCodeAt(++at) !== 62) throw new MalformedError('"/" in a start tag');
    if (depth >= this.limits.depth) throw new MalformedError(`elements nested deeper than ${this.limits.depth}`);
    if (name === undefined || scope !== outer) {
      name = scope.element(text.slice(start, end));
      if (name.kept) {
        if (before === undefined) (this.names[depth] as Name).child = name;
        else before.sibling = name;
      }
    }
    this.depth = depth + 1;
    this.names[depth + 1] = name;
    this.scopes[depth + 1] = scope;
    this.ordinals[depth + 1] = 0;
    this.closed = undefined;
    this.position = at + 1;
    return true;
  }

  private endTag(): false {
    const { raw } = this.name;
    let at = this.position + 2 + raw.length;
    if (!this.text.startsWith(raw, this.position + 2))
      throw new MalformedError('an end tag that does not match its start tag');
    while (isSpace(this.text.charCodeAt(at))) at++;
    if (this.text.charCodeAt(at) !== 62) throw new MalformedError('an end tag that does not match its start tag');
    this.position = at + 1;
    this.closed = this.names[this.depth--];
    return false;
  }

  private closeEmpty(): false {
    this.empty = false;
    this.closed = this.names[this.depth--];
    return false;
  }

  /** Passes a comment or processing instruction; the text of a CDATA section is returned. */
  private passMarkup(): string {
    const { text, position } = this;
    this.position = markupEnd(text, position, this.limits.nameLength);
    return isCdata(text, position) ? text.slice(position + 9, this.position - 3) : '';
  }
}
