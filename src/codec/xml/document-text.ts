import { OneByteText } from './one-byte-text.ts';
import type { Tag } from './tag.ts';
import { TwoByteText } from './two-byte-text.ts';

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
  return OneByteText.of(text) ?? TwoByteText.of(text);
}

/** What is left once a document was read to its end. */
export const noText: DocumentText = {
  isXml: () => true,
  holds: () => false,
  behindSpace: (start) => start,
  plainEnd: (start) => start,
  valueEnd: (start) => start,
  release: () => undefined,
};
