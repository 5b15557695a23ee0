import { isDeepStrictEqual } from 'node:util';
import { ContractError, MalformedError } from '../../../src/codec/problem.ts';
import { decodeBytes } from '../../../src/codec/xml/decode-bytes.ts';
import type { Tree } from '../xml/canonical-tree.ts';
import { libxml2Tree, ourTree, passOver } from '../xml/canonical-tree.ts';
import type { Message } from './messages.ts';

/** Where we refuse what libxml2 reads, and say why; it takes version "1." too, which XML 1.0 §2.8 does not have. */
const stricter =
  /DOCTYPE|nested deeper than|more than \d+ attributes|name longer than|an encoding that is not UTF-8|the XML declaration is wrong/;
/** Where libxml2 refuses what we read: `well-formedness.test.ts` and `decode-bytes.test.ts` say why. */
const laxer = /is not a valid URI|is not absolute|xml:id|Unsupported encoding: \w{200}/;

interface Read {
  readonly tree: Tree | undefined;
  readonly error: Error | undefined;
}

function attempt(read: () => Tree): Read {
  try {
    return { tree: read(), error: undefined };
  } catch (error) {
    return { tree: undefined, error: error as Error };
  }
}

/**
 * What is wrong with how a mutant is read; `undefined` where nothing is: it is refused as malformed, or libxml2 finds it
 * well-formed and reads the same. Its message's operations read it only if it is whole.
 */
export function verdictOn(mutant: Buffer, { readers }: Message): string | undefined {
  const ours = attempt(() => ourTree(mutant));
  if (ours.error && !(ours.error instanceof MalformedError)) return `reading threw ${ours.error.stack}`;
  const skipped = attempt(() => (passOver(mutant), ['passed over']));
  if ((skipped.error === undefined) !== (ours.error === undefined))
    return `read: ${ours.error?.message ?? 'fine'}, passed over: ${skipped.error?.message ?? 'fine'}`;
  const theirs = attempt(() => libxml2Tree(mutant));
  if (ours.tree && theirs.tree && !isSame(ours.tree, theirs.tree)) {
    return `read as ${JSON.stringify(ours.tree)}, and by libxml2 as ${JSON.stringify(theirs.tree)}`;
  }
  if (ours.tree && theirs.error && !laxer.test(theirs.error.message) && !isUnmarked(mutant) && !isAscii(mutant))
    return `taken, and refused by libxml2: ${theirs.error.message}`;
  if (ours.error && theirs.tree && !stricter.test(ours.error.message) && !isUtf32(mutant))
    return `taken by libxml2, and refused: ${ours.error.message}`;
  for (const reader of readers) {
    const answer = answered(() => reader.read(decodeBytes(mutant)));
    if (answer instanceof Error && !(answer instanceof MalformedError) && !(answer instanceof ContractError))
      return `decoding threw ${answer.stack}`;
    if (!(answer instanceof Error) && typeof answer !== 'symbol' && ours.error)
      return `decoded, though it is not whole: ${ours.error.message}`;
  }
  return undefined;
}

function isSame(one: Tree, other: Tree): boolean {
  return isDeepStrictEqual(one, other) || isDeepStrictEqual(unmarked(one), unmarked(other));
}

/** libxml2's wrapper loses a byte-order mark at the beginning of a long text. */
function unmarked(tree: Tree): Tree {
  const [name, ...content] = tree;
  const left = content.map((part) => {
    if (typeof part === 'string') return part.replace(/^\uFEFF+/, '');
    if (isTree(part)) return unmarked(part);
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, value.replace(/^\uFEFF+/, '')]));
  });
  return [name, ...left.filter((part) => part !== '')];
}

function isTree(part: Tree[number]): part is Tree {
  return Array.isArray(part);
}

function answered(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

/** An encoding that is refused. */
function isUtf32(mutant: Buffer): boolean {
  const start = mutant.toString('hex', 0, 4);
  return start === '0000003c' || start === '3c000000';
}

/** UTF-16 without a mark or a declaration. */
function isUnmarked(mutant: Buffer): boolean {
  return (mutant[0] === 0x3c && mutant[1] === 0) || (mutant[0] === 0 && mutant[1] === 0x3c);
}

/** UTF-8 that says it is ASCII. */
function isAscii(mutant: Buffer): boolean {
  return /^<\?xml[^>]*ascii/i.test(mutant.toString('latin1', 0, 200));
}
