import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../src/codec/describe/json-schema.ts';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { choices } from '../arbitrary/choices.ts';
import { RoundTrip } from '../arbitrary/round-trip.ts';
import { subjectsOf } from '../arbitrary/subjects.ts';
import { loaded } from './proof.ts';
import { cases } from '../../support/random-cases.ts';

type Check = ((value: unknown) => boolean) & { readonly errors?: unknown };

interface Validator {
  addSchema(schema: object, key: string): void;
  compile(schema: unknown): Check;
}

// The JSON Schema validator that the OpenAPI linter itself uses.
const linter = createRequire(createRequire(import.meta.url).resolve('@redocly/openapi-core'));
const { default: Ajv } = linter('@redocly/ajv/dist/2020.js') as { default: new (options: object) => Validator };

const few = 2;
const models = loaded();

interface Schemas {
  readonly input: Check;
  readonly output: Check;
}

/** The schemas of each message, as it is sent and as it is received. */
function schemasOf(model: Model, messages: readonly MessageModel[]): Map<MessageModel, Schemas> {
  const described = (message: MessageModel, direction: Direction): ReturnType<typeof jsonSchemaOf> =>
    jsonSchemaOf(model, message, direction, { headers: false, refs: 'all#/$defs/' });
  const schemas = messages.map(
    (message) => [message, described(message, 'input'), described(message, 'output')] as const,
  );
  const validator = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const definitions = schemas.flatMap(([, input, output]) => [input.definitions, output.definitions]);
  validator.addSchema({ $defs: Object.assign({}, ...definitions) as object }, 'all');
  return new Map(
    schemas.map(([message, input, output]) => [
      message,
      { input: validator.compile(input.schema), output: validator.compile(output.schema) },
    ]),
  );
}

/** What the schemas refuse of random messages that the codec takes. */
function refusals(model: Model): string[] {
  const proof = new RoundTrip(model);
  const subjects = subjectsOf(model).flatMap(({ operation, subject }) =>
    subject.kind === 'message' ? [{ operation, subject, message: subject.message }] : [],
  );
  const schemas = schemasOf(
    model,
    subjects.map(({ message }) => message),
  );
  return subjects.flatMap(({ operation, subject, message }) => {
    const { input, output } = schemas.get(message) as Schemas;
    const beside = Object.fromEntries(message.attachments.map(({ key }) => [key, 'AA==']));
    const result = fc.check(
      fc.property(choices(), (decisions) => {
        const { read } = proof.write(subject, decisions);
        for (const [check, value] of [
          [input, read],
          [output, read],
        ] as const) {
          const whole = { ...(value as object), ...beside };
          if (!check(whole)) throw new Error(`${JSON.stringify(check.errors)}\n${JSON.stringify(whole)}`);
        }
      }),
      cases(few),
    );
    const error = result.errorInstance instanceof Error ? result.errorInstance.message : 'no reason given';
    return result.failed ? [`${operation}: ${error}`] : [];
  });
}

describe.skipIf(models.size === 0)('public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each([...models])('%s: its JSON Schemas take what the codec takes and gives', { timeout: 600_000 }, (_, model) => {
    expect(refusals(model)).toEqual([]);
  });
});
