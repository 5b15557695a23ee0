import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCases, closeAdapters, expectedMessage, partnerNetwork, perform } from './support/cases.ts';

beforeAll(() => partnerNetwork.enable());
afterAll(async () => {
  await closeAdapters();
  partnerNetwork.disable();
});

describe.each(Object.entries(Object.groupBy(allCases(), ({ adapter }) => adapter)))('%s', (_, cases = []) => {
  test.each(cases)('$name: $title', async (given) => {
    const { sends, headers, message, came, drift } = await perform(given);
    const { output, breakage } = given;

    expect(came).toEqual({ output, breakage });
    expect(drift).toMatchObject(given.drift ?? []);
    expect(sends).toBe(given.sends);
    expect(message).toEqual(expectedMessage(given));
    expect(headers).toMatchObject(given.headers ?? {});
  });
});
