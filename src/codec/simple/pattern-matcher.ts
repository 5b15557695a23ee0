import { linearMatcher } from './linear-pattern.ts';
import { costOf } from './pattern-cost.ts';
import { parsePattern } from './pattern-syntax.ts';

/** So many steps of backtracking take well under a millisecond. */
const budget = 100_000;
/** Above this many UTF-16 units no pattern is tried: the stack of a regular expression is finite. */
const longestMatched = 1_000_000;
/** A pattern that may backtrack and is longer than this when written out is too large for an automaton. */
const largest = 2000;
/** The automaton may go through all of a pattern for each character. */
const linearBudget = 10_000_000;

/** Whether a pattern of the model can be matched in bounded time and memory. */
export function isMatchable(source: string): boolean {
  const pattern = parsePattern(source);
  if (pattern === undefined) return false;
  const { ways, loops, size } = costOf(pattern);
  return (ways === 1 && loops === 0) || size <= largest;
}

/**
 * Compiles a pattern of the model (a source for the `v` flag, anchored). JavaScript's own matcher is the fastest by far, and
 * may take exponential time: it gets the texts on which it provably cannot go far astray, a linear one the others.
 */
export function patternMatcher(source: string): (text: string) => boolean {
  const expression = new RegExp(source, 'v');
  const pattern = parsePattern(source);
  if (pattern === undefined) return (text) => text.length <= longestMatched && expression.test(text);
  const { ways, loops, size } = costOf(pattern);
  const longest = ways === 1 && loops === 0 ? longestMatched : Math.floor((budget / ways) ** (1 / (loops + 1)));
  const longestLinear = Math.min(longestMatched, Math.floor(linearBudget / size));
  let linear: ((text: string) => boolean) | undefined;
  return (text) => {
    if (text.length <= longest) return expression.test(text);
    return text.length <= longestLinear && (linear ??= linearMatcher(pattern))(text);
  };
}
