import type { ComplexType, Particle } from '../model.ts';
import { particleExpression } from '../particle-expression.ts';

const longest = 400;

/**
 * What the choices of a content model allow, in words: `exactly one of: accept | (refuse, reason?)`. The properties of a
 * choice are all optional, and only this tells which go together.
 */
export function choicesIn(type: ComplexType, group: number): readonly string[] {
  if (type.content === 'mixed' || type.particle === undefined) return [];
  const found: string[] = [];
  collect(type, type.particle, 0, group, found);
  return found;
}

function collect(type: ComplexType, particle: Particle, within: number, group: number, found: string[]): void {
  if (particle.kind === 'slot') return;
  const inner = particle.kind === 'sequence' && particle.group !== undefined ? particle.group : within;
  if (particle.kind === 'choice' && inner === group && particle.parts.length > 1) found.push(sentence(type, particle));
  else for (const part of particle.parts) collect(type, part, inner, group, found);
}

function sentence(type: ComplexType, choice: Particle & { kind: 'sequence' | 'choice' | 'all' }): string {
  const names = type.slots.map(({ key }) => key);
  const alternatives = choice.parts.map((part) => particleExpression(part, names)).join(' | ');
  const repeated = choice.max !== 1;
  const count = repeated ? 'any of, in the order of $order' : choice.min === 0 ? 'at most one of' : 'exactly one of';
  const text = `${count}: ${alternatives}`;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
