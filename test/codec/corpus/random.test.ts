import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choices } from '../arbitrary/choices.ts';
import type { Libxml2 } from '../arbitrary/libxml2.ts';
import { RoundTrip } from '../arbitrary/round-trip.ts';
import type { Subject } from '../arbitrary/subjects.ts';
import { subjectsOf } from '../arbitrary/subjects.ts';
import type { Model } from '../../../src/codec/model.ts';
import { loaded, validatorOf } from './proof.ts';
import { unfit } from './unfit.ts';
import { cases } from '../../support/random-cases.ts';

const few = 15;
const models = loaded();

function validator(name: string, model: Model): Libxml2 | undefined {
  return name in unfit ? undefined : validatorOf(name, model);
}

/** What is wrong with the random messages of each element, in its operation's name. */
function failures(
  model: Model,
  check: (subject: Subject, decisions: Parameters<RoundTrip['check']>[1]) => void,
): string[] {
  return subjectsOf(model).flatMap(({ operation, subject }) => {
    const result = fc.check(
      fc.property(choices(), (decisions) => check(subject, decisions)),
      cases(few),
    );
    const error = result.errorInstance instanceof Error ? result.errorInstance.message : 'no reason given';
    return result.failed ? [`${operation}: ${error}`] : [];
  });
}

describe.skipIf(models.size === 0)('public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each([...models])(
    '%s: random messages are valid for libxml2, and come back as they were',
    { timeout: 600_000 },
    (name, model) => {
      using libxml2 = validator(name, model);
      const proof = new RoundTrip(model, libxml2);
      expect(failures(model, (subject, decisions) => proof.check(subject, decisions))).toEqual([]);
    },
  );

  it.each([...models])(
    '%s: messages with one thing wrong are refused at its place',
    { timeout: 600_000 },
    (_, model) => {
      const proof = new RoundTrip(model);
      expect(failures(model, (subject, decisions) => proof.refuse(subject, decisions))).toEqual([]);
    },
  );

  it.each([...models])('%s has a message for each element that it sends or receives', (_, model) => {
    const proof = new RoundTrip(model);
    expect(subjectsOf(model).filter(({ subject }) => !proof.isPossible(subject))).toEqual([]);
  });

  it.each(Object.entries(unfit).filter(([name]) => models.has(name)))(
    'libxml2 does not take the schemas of %s: %s',
    (name, reason) => {
      expect(() => validatorOf(name, models.get(name) as Model)).toThrow(reason);
    },
  );
});
