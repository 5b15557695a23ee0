import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { loadXsd } from '../../../src/codec/load.ts';
import { bareMessage } from '../../../src/codec/model.ts';
import type { Choices } from './choices.ts';
import { choices } from './choices.ts';
import { documentsOf } from './construct.ts';
import { contentConstructs } from './content-constructs.ts';
import { typeConstructs } from './type-constructs.ts';
import { Libxml2 } from './libxml2.ts';
import { RoundTrip } from './round-trip.ts';
import type { Subject } from './subjects.ts';
import { XmlSchemas } from './xml-schemas.ts';
import { cases } from '../../support/random-cases.ts';

const constructs = [...contentConstructs, ...typeConstructs];
const folder = mkdtempSync(join(tmpdir(), 'constructs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The construct compiled by us and by libxml2, from the same files. */
function proof(components: string): { proof: RoundTrip; subject: Subject } {
  for (const [name, text] of Object.entries(documentsOf(components))) writeFileSync(join(folder, name), text);
  const file = join(folder, 'main.xsd');
  const model = loadXsd(file);
  using schemas = new XmlSchemas(new Map());
  schemas.read(file);
  return {
    proof: new RoundTrip(model, new Libxml2(schemas.documents([]))),
    subject: { kind: 'message', message: bareMessage(model.globalElements['{urn:t}root'] ?? -1) },
  };
}

/** What is wrong with the smallest message that fails; `undefined` where all hold. */
function failure(check: (decisions: Choices) => void): string | undefined {
  const result = fc.check(fc.property(choices(200), check), cases(60));
  return result.errorInstance instanceof Error ? result.errorInstance.message : undefined;
}

describe('random messages', () => {
  it.each(constructs)('of %s are valid, and come back as they were', (_, components) => {
    const { proof: round, subject } = proof(components);
    expect(failure((decisions) => round.check(subject, decisions))).toBeUndefined();
  });

  it.each(constructs)('of %s are refused with one thing wrong, at its place', (_, components) => {
    const { proof: round, subject } = proof(components);
    expect(failure((decisions) => round.refuse(subject, decisions))).toBeUndefined();
  });
});
