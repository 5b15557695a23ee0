import { expect, test } from 'vitest';
import { BreakageError } from '../../src/adapter/breakage.ts';
import { framesOf } from '../../src/adapter/error-frames.ts';

test('An error is its name and its frames, without its message.', () => {
  const frames = framesOf(new TypeError('bad value Jeanne Martin'));
  expect(frames).toMatch(/^TypeError \| at .*error-frames\.test\.ts/);
  expect(frames).not.toContain('Jeanne');
});

test('A message whose lines look like frames stays out too.', () => {
  expect(framesOf(new Error('bad value\n    at Jeanne Martin'))).not.toContain('Jeanne');
});

test('A breakage is its kind, and where its cause came from.', () => {
  const frames = framesOf(
    new BreakageError('rejected', 'no', { fault: { code: 'R1', message: 'Jeanne' }, cause: new RangeError('Martin') }),
  );
  expect(frames).toMatch(/^BreakageError rejected \| at .* \| from RangeError \| at /);
  expect(frames).not.toMatch(/Jeanne|Martin/);
});

test('What is no error has no frames.', () => {
  expect(framesOf('Jeanne')).toBeUndefined();
});
