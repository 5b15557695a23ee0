/** What a built-in primitive type says about its texts, white space already normalized (XSD 1.0 part 2 §3.2). */
export interface ValueSpace {
  /** Whether the text is in the lexical space. */
  readonly accepts: (text: string) => boolean;
  /** Two accepted texts have the same key exactly where they are the same value. */
  readonly key: (text: string) => string;
  /** Compiles the comparison with a bound: negative, zero, positive, or `undefined` where the order is not determined. */
  readonly against?: (bound: string) => (text: string) => number | undefined;
  /** What `length` counts; absent where the length facets say nothing (QName, NOTATION). */
  readonly length?: (text: string) => number;
  readonly digits?: (text: string) => { readonly total: number; readonly fraction: number };
}

export const accepted = (): boolean => true;
export const itself = (text: string): string => text;

/** Characters as Unicode counts them, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      count--;
      i++;
    }
  }
  return count;
}
