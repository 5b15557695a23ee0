import type { Model, SimpleType } from '../model.ts';
import { swaRefName } from '../xml/vocabulary.ts';
import { atomicCodec } from './atomic.ts';
import { BUILTINS } from './builtin.ts';
import type { Builtin } from './builtin.ts';
import type { SimpleEngine } from './engine.ts';

/** `wsi:swaRef`, and what restricts it. */
export function isSwaRef({ types }: Model, type: SimpleType): boolean {
  for (let at: SimpleType | undefined = type; at !== undefined;) {
    if (at.name === swaRefName) return true;
    const base: Model['types'][number] | undefined = at.base === undefined ? undefined : types[at.base];
    at = base?.kind === 'simple' ? base : undefined;
  }
  return false;
}

/** Its JSON is the base64 of what it refers to, which whoever writes the document puts beside it. */
export function swaRefCodec(): SimpleEngine {
  const base64 = BUILTINS.get('base64Binary') as Builtin;
  const type = { kind: 'simple', variety: 'atomic', builtin: 'base64Binary', facets: {} } as const;
  return { ...atomicCodec({ ...type, json: 'string', whiteSpace: 'collapse' }, base64), beside: 'swaRef' };
}
