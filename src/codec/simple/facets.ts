import type { Facets } from '../model.ts';
import { patternMatcher } from './pattern-matcher.ts';
import type { SimpleProblem } from './simple-codec.ts';
import type { ValueSpace } from './value-space.ts';

/** What a text breaks, or `undefined`. The problems are made once, when the type is compiled. */
export type FacetCheck = (text: string) => SimpleProblem | undefined;

/** A facet's limit as its own problem, beside the built-in type's own range. */
interface Range {
  readonly min?: string;
  readonly max?: string;
}

const SHOWN = 20;

export function facetProblem(expected: string): SimpleProblem {
  return Object.freeze({ kind: 'facet', expected, fatal: false });
}

/** "one of A, B, C", shortened where there are many. */
export function oneOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  const more = names.length - SHOWN;
  return names.length === 1 ? shown : `one of ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Compiles the facets of an atomic or list type (XSD 1.0 part 2 §4.3); `undefined` where there are none. */
export function compileFacets(
  facets: Facets,
  space: ValueSpace,
  unit: string,
  range: Range = {},
): FacetCheck | undefined {
  const checks: FacetCheck[] = [
    ...bounds(facets, space, range),
    ...lengths(facets, space, unit),
    ...digitCounts(facets, space),
    ...patterns(facets),
    ...enumeration(facets, space),
  ];
  if (checks.length <= 1) return checks[0];
  return (text) => {
    for (const check of checks) {
      const problem = check(text);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function bounds(facets: Facets, { against }: ValueSpace, range: Range): FacetCheck[] {
  if (against === undefined) return [];
  const bound = (limit: string | undefined, words: string, holds: (order: number) => boolean): FacetCheck[] => {
    if (limit === undefined) return [];
    const compare = against(limit);
    const problem = facetProblem(`${words} ${limit}`);
    return [
      (text) => {
        const order = compare(text);
        return order !== undefined && holds(order) ? undefined : problem;
      },
    ];
  };
  return [
    ...bound(facets.minInclusive ?? range.min, 'at least', (order) => order >= 0),
    ...bound(facets.maxInclusive ?? range.max, 'at most', (order) => order <= 0),
    ...bound(facets.minExclusive, 'more than', (order) => order > 0),
    ...bound(facets.maxExclusive, 'less than', (order) => order < 0),
  ];
}

function lengths({ length, minLength, maxLength }: Facets, space: ValueSpace, unit: string): FacetCheck[] {
  const count = space.length;
  if (count === undefined) return [];
  const checks: FacetCheck[] = [];
  if (length !== undefined) {
    const problem = facetProblem(`exactly ${length} ${unit}`);
    checks.push((text) => (count(text) === length ? undefined : problem));
  }
  if (minLength !== undefined && minLength > 0) {
    const problem = facetProblem(`at least ${minLength} ${unit}`);
    checks.push((text) => (count(text) >= minLength ? undefined : problem));
  }
  if (maxLength !== undefined) {
    const problem = facetProblem(`at most ${maxLength} ${unit}`);
    // No unit is shorter than one UTF-16 unit, so that most texts need no counting.
    const quick = unit === 'items' ? -1 : maxLength;
    checks.push((text) => (text.length <= quick || count(text) <= maxLength ? undefined : problem));
  }
  return checks;
}

function digitCounts({ totalDigits, fractionDigits }: Facets, { digits }: ValueSpace): FacetCheck[] {
  if (digits === undefined) return [];
  const checks: FacetCheck[] = [];
  if (totalDigits !== undefined) {
    const problem = facetProblem(`at most ${totalDigits} digits`);
    checks.push((text) => (text.length <= totalDigits || digits(text).total <= totalDigits ? undefined : problem));
  }
  if (fractionDigits !== undefined) {
    const problem = facetProblem(`at most ${fractionDigits} digits after the point`);
    checks.push((text) => (digits(text).fraction <= fractionDigits ? undefined : problem));
  }
  return checks;
}

/** Also of unions, whose only other facet is the enumeration (§4.1.5). */
/** A pattern as a schema has it: those of XSD are anchored (XSD 1.0 part 2 §4.3.4), and `\d` is every script's digit. */
function asWritten(source: string): string {
  const inside = /^\^\(\?:(.*)\)\$$/su.exec(source)?.[1] ?? source;
  return inside.replaceAll('\\p{Nd}', '\\d');
}

export function patterns(facets: Facets): FacetCheck[] {
  return (facets.patterns ?? []).map((step) => {
    const matchers = step.map(patternMatcher);
    const problem = facetProblem(`a match of the pattern ${step.map(asWritten).join(' or ')}`);
    const [only] = matchers;
    if (only && matchers.length === 1) return (text) => (only(text) ? undefined : problem);
    return (text) => (matchers.some((matches) => matches(text)) ? undefined : problem);
  });
}

/** In the value space: `1.0` is in an enumeration of decimals that lists `1` (§4.3.5.4). */
export function enumeration(facets: Facets, { key }: Pick<ValueSpace, 'key'>): FacetCheck[] {
  if (facets.enumeration === undefined) return [];
  const keys = new Set(facets.enumeration.map((value) => key(value)));
  const problem: SimpleProblem = Object.freeze({
    kind: 'enumeration',
    expected: oneOf(facets.enumeration),
    fatal: false,
  });
  return [(text) => (keys.has(key(text)) ? undefined : problem)];
}
