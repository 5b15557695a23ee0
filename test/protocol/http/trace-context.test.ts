import { describe, expect, it } from 'vitest';
import { childSpan } from '../../../src/protocol/http/trace-context.ts';

const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('childSpan', () => {
  it('keeps the trace and its flags, with a span of its own', () => {
    expect(childSpan(parent)).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/);
  });

  it('is a new span each time', () => {
    expect(childSpan(parent)).not.toBe(childSpan(parent));
  });

  it.each([
    undefined,
    '',
    'x',
    `ff${parent.slice(2)}`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `${parent}\r\nx: y`,
  ])('is undefined for %j', (value) => {
    expect(childSpan(value)).toBeUndefined();
  });
});
