import { isSpace, isXmlText } from './characters.ts';
import { OneByteText } from './one-byte-text.ts';
import type { Tag } from './tag.ts';

/** A document's text, for what is asked of it most. Positions are those of the string. */
export interface DocumentText {
  /** Whether every character may stand in an XML document (XML 1.0 §2.2). */
  isXml(): boolean;
  /** Whether a tag stands here. */
  holds(tag: Tag, at: number): boolean;
  /** Where the white space that begins here ends. */
  behindSpace(start: number): number;
  /** Where character data that stands for itself ends: at `<`, `&`, `>` or the end of the text. */
  plainEnd(start: number): number;
  /** Where an attribute value in quotation marks that stands for itself ends: at its `"`, or at what is not to be taken as it is. */
  valueEnd(start: number): number;
  /** Gives back what it holds: it is not asked again. */
  release(): void;
}

export function documentText(text: string): DocumentText {
  return OneByteText.of(text) ?? new WideText(text);
}

/** Any text, in the string itself. */
class WideText implements DocumentText {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  isXml(): boolean {
    return isXmlText(this.text);
  }

  holds(tag: Tag, at: number): boolean {
    return this.text.startsWith(tag.text, at);
  }

  behindSpace(start: number): number {
    let at = start;
    while (isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  plainEnd(start: number): number {
    const { text } = this;
    let at = start;
    for (let code = text.charCodeAt(at); code !== 60 && code !== 38 && code !== 62 && !Number.isNaN(code);) {
      code = text.charCodeAt(++at);
    }
    return at;
  }

  valueEnd(start: number): number {
    const { text } = this;
    let at = start;
    for (let code = text.charCodeAt(at); code >= 32 && code !== 34 && code !== 38 && code !== 60;) {
      code = text.charCodeAt(++at);
    }
    return at;
  }

  release(): void {
    // Nothing is held.
  }
}

/** What is left once a document was read to its end. */
export const noText: DocumentText = new WideText('');
