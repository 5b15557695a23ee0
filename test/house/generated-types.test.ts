import { describe, expect, it } from 'vitest';
import { CommandProcess } from '../cli/command-process.ts';

describe('the generated types', () => {
  it('are those of the pinned WSDL and XSD', async () => {
    const check = new CommandProcess(['types', '--check']);
    expect([await check.ended, check.err]).toEqual([0, '']);
  });
});
