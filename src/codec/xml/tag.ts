/** A character beyond ISO 8859-1. V8 answers for a string that it stores in bytes without looking at it. */
const wide = /[\u0100-\uFFFF]/;

/** Whether every character of a text fits in one byte of ISO 8859-1. */
export function isOneByte(text: string): boolean {
  return !wide.test(text);
}

/** What is looked for in a document as it stands there: a tag that holds nothing but its name, the beginning of another. */
export interface Tag {
  readonly text: string;
  readonly length: number;
  /** Its characters in ISO 8859-1, four to a word; the last word is filled up with zeros, and {@link mask} leaves those out. */
  readonly words: Int32Array;
  readonly mask: number;
  /** The same in UTF-16, two to a word, once it was asked for. */
  wide: WideTag | undefined;
}

interface WideTag {
  readonly words: Int32Array;
  readonly mask: number;
}

/** No text that XML allows holds this word: what stands for a tag that cannot be written in ISO 8859-1. */
const noWord = Int32Array.of(1);

/** Stands nowhere: what a name has until it comes again, so that a stranger's many names cost little. */
export const noTag: Tag = { text: '\u0001', length: 1, words: noWord, mask: -1, wide: undefined };

export function tagOf(text: string): Tag {
  const { length } = text;
  if (!isOneByte(text)) return { text, length, words: noWord, mask: -1, wide: undefined };
  const bytes = Buffer.alloc((length + 3) & ~3);
  bytes.write(text, 'latin1');
  const words = new Int32Array(bytes.length >> 2);
  for (let index = 0; index < words.length; index++) words[index] = bytes.readInt32LE(index * 4);
  return { text, length, words, mask: (-1 >>> ((bytes.length - length) * 8)) | 0, wide: undefined };
}

/** A tag in UTF-16. */
export function wideOf(tag: Tag): WideTag {
  return (tag.wide ??= widened(tag));
}

function widened({ text, length }: Tag): WideTag {
  const words = new Int32Array((length + 1) >> 1);
  for (let at = 0; at < length; at++) {
    words[at >> 1] = (words[at >> 1] as number) | (text.charCodeAt(at) << ((at & 1) * 16));
  }
  return { words, mask: length % 2 === 0 ? -1 : 0xffff };
}
