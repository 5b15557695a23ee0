import { createRequire } from 'node:module';
import type { RawAnswer, RunningFacade } from './fakes.ts';
import { send } from './fakes.ts';

type Json = Readonly<Record<string, unknown>>;

interface Validator {
  addSchema(schema: Json, key: string): void;
  validate(schema: Json, value: unknown): boolean;
  errorsText(): string;
}

// The JSON Schema validator that the OpenAPI linter itself uses.
const linter = createRequire(createRequire(import.meta.url).resolve('@redocly/openapi-core'));
const { default: Ajv } = linter('@redocly/ajv/dist/2020.js') as { default: new (options: Json) => Validator };

/** An OpenAPI document, to hold answers against. */
export class ApiDocument {
  readonly json: Json;
  readonly #validator = new Ajv({ strict: false, validateFormats: false, allErrors: true });

  constructor(text: string) {
    this.json = JSON.parse(text) as Json;
    this.#validator.addSchema(this.json, 'openapi');
  }

  static async of(facade: RunningFacade, headers: Record<string, string> = {}): Promise<ApiDocument> {
    return new ApiDocument((await send(facade, 'GET', '/openapi.json', { headers })).body);
  }

  /** What stands at a place, references followed. */
  at(...path: readonly string[]): Json {
    let found: Json = this.json;
    for (const key of path) {
      found = found[key] as Json;
      if (found === undefined) throw new Error(`the document has nothing at ${path.join(' ')}`);
      const ref = found['$ref'];
      if (typeof ref === 'string') found = this.at(...ref.slice(2).split('/'));
    }
    return found;
  }

  /** What does not fit; empty where everything does. */
  mismatches(schema: unknown, value: unknown): string {
    return this.#validator.validate(placed(schema), value) ? '' : this.#validator.errorsText();
  }

  /** What of an answer is not as the document says. */
  mismatchesOf(path: string, method: string, answer: RawAnswer): string {
    const response = this.at('paths', path, method, 'responses', String(answer.status));
    const type = String(answer.headers['content-type']).split(';', 1)[0] ?? '';
    const { schema } = (response['content'] as Record<string, Json>)[type] ?? {};
    if (schema === undefined) return `the document has no ${type} for ${answer.status}`;
    const headers = Object.keys((response['headers'] ?? {}) as Json).map((name) => name.toLowerCase());
    const unsaid = ['retry-after', 'location', 'www-authenticate', 'preference-applied'].filter(
      (name) => name in answer.headers && !headers.includes(name),
    );
    return [this.mismatches(schema, JSON.parse(answer.body)), ...unsaid].filter((text) => text !== '').join('; ');
  }
}

/** A schema whose references are into the document. */
function placed(schema: unknown): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')) as Json;
}
