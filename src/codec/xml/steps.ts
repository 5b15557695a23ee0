import { MalformedError } from '../problem.ts';
import type { XmlReader } from './reader.ts';

/** Decoding that stops where the text at hand ends: each `yield` asks for the reader to be extended. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** What seems malformed may only not be whole yet: then more text is to be asked for. Throws the error where it is final. */
export function orMoreText(reader: XmlReader, error: unknown): void {
  if (!(error instanceof MalformedError) || reader.ended) throw error;
}

/** A short piece of reading, done again with more text until it succeeds. It must leave nothing behind where it fails. */
export function* attempt<Result>(reader: XmlReader, read: () => Result): Steps<Result> {
  const attributes = reader.attributes.copy();
  for (;;) {
    const mark = reader.mark();
    try {
      return read();
    } catch (error) {
      orMoreText(reader, error);
    }
    reader.back(mark);
    reader.attributes.restore(attributes);
    yield;
  }
}

/** Passes over what is left of the element of this depth, the current one where it is not given, its end tag included. */
export function* skipInSteps(reader: XmlReader, depth = reader.depth): Steps<void> {
  while (reader.depth >= depth) {
    const mark = reader.mark();
    try {
      reader.nextChild();
      continue;
    } catch (error) {
      orMoreText(reader, error);
    }
    reader.back(mark);
    yield;
  }
}

/** From the end of the root to the end of the document. */
export function* finishInSteps(reader: XmlReader): Steps<void> {
  while (!reader.ended) {
    yield* attempt(reader, () => reader.passEpilog());
    if (!reader.ended) yield;
  }
  reader.finish();
}
