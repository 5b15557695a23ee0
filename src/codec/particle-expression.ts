import { UNBOUNDED } from './model.ts';

/** What of a particle can be written, whether it is the model's own or compiled for matching. */
type Written = { readonly min: number; readonly max: number } & (
  | { readonly kind: 'slot'; readonly slot: number }
  | { readonly kind: 'sequence' | 'choice' | 'all'; readonly parts: readonly Written[] }
);

/** A particle as DTDs write content models: `(a, b?) | c*`. `names` are the slots' keys. */
export function particleExpression(particle: Written, names: readonly string[]): string {
  const mark = occurrence(particle);
  if (particle.kind === 'slot') return `${names[particle.slot] ?? ''}${mark}`;
  const parts = particle.parts.map((part) => particleExpression(part, names));
  if (parts.length === 1 && mark === '') return parts[0] ?? '';
  return `(${parts.join(particle.kind === 'choice' ? ' | ' : ', ')})${mark}`;
}

function occurrence({ min, max }: { readonly min: number; readonly max: number }): string {
  if (max === UNBOUNDED || max > 1) return min === 0 ? '*' : '+';
  return min === 0 ? '?' : '';
}
