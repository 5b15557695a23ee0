import { expect, it } from 'vitest';
import { realMessages } from './messages.ts';
import { Chance, mutantOf } from './mutant.ts';
import { verdictOn } from './verdict.ts';

/** A sample for every run; `MUTANTS=100000 MUTANTS_SEED=2 vitest run test/codec/hostile/mutations.test.ts` for more. */
const count = Number(process.env['MUTANTS'] ?? 50_000);
const seed = Number(process.env['MUTANTS_SEED'] ?? 1);

it(`of ${count} mutants of real messages each is refused, or read as libxml2 reads it`, { timeout: 3_600_000 }, () => {
  const messages = realMessages();
  const chance = new Chance(seed);
  const complaints: string[] = [];
  for (let made = 0; made < count; made++) {
    const message = chance.of(messages);
    const mutant = mutantOf(message.bytes, chance);
    const complaint = verdictOn(mutant, message);
    if (complaint !== undefined)
      complaints.push(`${message.name} #${made}: ${complaint}\n${mutant.toString('latin1')}`);
  }
  expect(complaints.slice(0, 5)).toEqual([]);
});

it('every message as it is is read as libxml2 reads it', () => {
  const complaints = realMessages().map((message) => verdictOn(message.bytes, message));
  expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
});
