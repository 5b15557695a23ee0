import type { Model, TypeRef } from '../../../src/codec/model.ts';

/** Values that are surely outside a simple type, by its facets and its built-in type. */
export function wrongTexts(model: Model, ref: TypeRef): readonly unknown[] {
  const type = model.types[ref];
  if (type?.kind === 'complex' && type.simple !== undefined) return wrongTexts(model, type.simple);
  if (type?.kind !== 'simple') return [];
  const { enumeration, maxLength, length, maxInclusive, minInclusive } = type.facets;
  if (type.variety !== 'atomic') return type.variety === 'list' ? [true, 'x'] : [];
  const wrong: unknown[] = [];
  if (type.json !== 'boolean') wrong.push(true);
  if (type.json === 'boolean') wrong.push('true', 1);
  if (type.json === 'number') wrong.push('twelve', '');
  if (type.json === 'decimal') wrong.push('1,5', '1e3', '', '12a');
  if (type.json === 'number' || type.json === 'decimal') {
    if (maxInclusive !== undefined) wrong.push(`${maxInclusive.replace(/\..*$/, '')}0000000001`.replace(/^-.*$/, '1'));
    if (minInclusive !== undefined) wrong.push('-99999999999999999999999999');
  } else if (['string', 'token', 'normalizedString'].includes(type.builtin)) {
    if (enumeration !== undefined) wrong.push('surely not listed ☃');
    const longest = length ?? maxLength;
    if (longest !== undefined && longest < 5000) wrong.push('é'.repeat(longest + 1));
    wrong.push('a\u0000b', 'a\ud800b');
  } else if (/^(?:date|time|g[A-Z]|duration)/.test(type.builtin)) wrong.push('2026-02-30T25:00:00', 'now', '');
  else if (type.builtin === 'base64Binary') wrong.push('A', '====', 'é');
  else if (type.builtin === 'hexBinary') wrong.push('A', 'XY');
  else if (type.builtin === 'QName') wrong.push('a:b', '{urn:x}', '');
  return wrong;
}
