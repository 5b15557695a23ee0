import { expect, it } from 'vitest';
import { runs, seed } from '../../support/random-cases.ts';
import { realMessages } from './messages.ts';
import { Chance, mutantOf } from './mutant.ts';
import { verdictOn } from './verdict.ts';

const count = runs(100_000);

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
