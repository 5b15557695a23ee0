import { rootInSteps } from '../../../../src/codec/decode/element.ts';
import { inSteps } from '../../../../src/codec/decode/stream/in-steps.ts';
import type { Steps } from '../../../../src/codec/xml/steps.ts';
import { attempt, finishInSteps } from '../../../../src/codec/xml/steps.ts';
import type { Contract, Drift, ElementRef } from '../../../../src/codec/index.ts';
import { ContractError, decodeBytes, decodeRoot, MalformedError, XmlReader } from '../../../../src/codec/index.ts';
import { DocumentSource } from '../../../../src/codec/xml/document-source.ts';

/** What came of reading a document: its JSON and drift, or the kind of error. */
export type Outcome = { readonly json: unknown; readonly drift: readonly Drift[] } | { readonly broken: unknown };

/** A document at once: what is malformed is that above all, whatever else was seen first. */
export function atOnce(contract: Contract, root: ElementRef, bytes: Uint8Array, strict = false): Outcome {
  let text: string | undefined;
  try {
    text = decodeBytes(bytes);
    const reader = new XmlReader(text);
    const drift: Drift[] = [];
    reader.readRoot();
    const json = decodeRoot(contract, root, reader, { drift, strict });
    reader.finish();
    return { json, drift };
  } catch (error) {
    return {
      broken: text !== undefined && error instanceof ContractError && isWhole(text) ? error.drift : kindOf(error),
    };
  }
}

/** The same document in pieces of these sizes, in turn, through a window. */
export async function inPieces(
  contract: Contract,
  root: ElementRef,
  bytes: Uint8Array,
  { sizes, window, strict = false }: { sizes: readonly number[]; window: number; strict?: boolean },
): Promise<Outcome> {
  const reader = new XmlReader('', {}, window);
  const drift: Drift[] = [];
  function* document(): Steps<unknown> {
    yield* attempt(reader, () => reader.readRoot());
    const json = yield* rootInSteps(contract, root, reader, { drift, strict });
    yield* finishInSteps(reader);
    return json;
  }
  try {
    const json = await inSteps(reader, new DocumentSource(pieces(bytes, sizes)), Infinity, document());
    return { json, drift };
  } catch (error) {
    return { broken: error instanceof ContractError ? error.drift : kindOf(error) };
  }
}

export function* pieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

function kindOf(error: unknown): string {
  if (error instanceof MalformedError || error instanceof ContractError) return 'malformed';
  throw error;
}

function isWhole(text: string): boolean {
  try {
    const reader = new XmlReader(text);
    reader.readRoot();
    reader.skip();
    reader.finish();
    return true;
  } catch {
    return false;
  }
}
