import { expect, test } from 'vitest';
import { z } from 'zod';
import { coerce, textField } from '../../src/http/coerce.ts';
import type { JsonSchema } from '../../src/protocol/bound.ts';

function coerced(schema: z.ZodType, ...texts: string[]): unknown {
  const root = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
  return coerce(texts, textField(root, root));
}

test.each([
  ['a string stays', z.string(), ['12'], '12'],
  ['a number is read', z.number(), ['-1.5e3'], -1500],
  ['a number with leading zeros is none', z.number(), ['007'], '007'],
  ['a string or number stays a string', z.union([z.number(), z.string()]), ['12'], '12'],
  ['a number or null is read', z.number().nullable(), ['12'], 12],
  ['an optional boolean is read', z.boolean().optional(), ['true'], true],
  ['a literal number is read', z.literal(3), ['3'], 3],
  ['an enumeration stays', z.enum(['1', '2']), ['1'], '1'],
  ['a number with a default is read', z.number().default(3), ['4'], 4],
  ['an array of one', z.array(z.number()), ['4'], [4]],
  ['an array of a union', z.array(z.union([z.number(), z.boolean()])), ['4', 'true'], [4, true]],
  ['one of one-or-several', z.union([z.number(), z.array(z.number())]), ['4'], 4],
  ['several of one-or-several', z.union([z.number(), z.array(z.number())]), ['4', '5'], [4, 5]],
  ['anything stays', z.unknown(), ['4'], '4'],
  ['several of what is no array is nothing', z.string(), ['4', '5'], undefined],
] as const)('%s', (_title, schema, texts, value) => {
  expect(coerced(schema, ...texts)).toEqual(value);
});

test('A schema behind a reference is followed.', () => {
  const Positive = z.int().positive().meta({ id: 'Positive' });
  expect(coerced(Positive, '4')).toBe(4);
});

test('A schema that refers to itself ends.', () => {
  expect(coerce(['4'], textField({ anyOf: [{ $ref: '#' }, { type: 'number' }] }, { anyOf: [{ $ref: '#' }] }))).toBe(4);
});
