import { expect, it } from 'vitest';
import { plainDocumentation } from '../../../src/codec/describe/plain-documentation.ts';

it.each([
  ['a text over several lines', '\n  Follows\n  an order.\n', 'Follows an order.'],
  ['HTML', '<br><b>Rates</b> of a <font size="1">day</font><br/>', 'Rates of a day'],
  ['a comparison', 'where 1 < 2 > 0', 'where 1 < 2 > 0'],
  ['nothing', ' \n ', ''],
])('is one line of plain text from %s', (_title, documentation, plain) => {
  expect(plainDocumentation(documentation, 100)).toBe(plain);
});

it('ends at a word where it is longer than it may be', () => {
  expect(plainDocumentation('the rates of a day', 11)).toBe('the rates…');
});
