import type { JsonSchema } from '../../protocol/bound.ts';
import { isJsonObject } from '../../protocol/json-object.ts';

/** `components/schemas` as it grows. */
export type Schemas = Map<string, JsonSchema>;

/** Keywords whose members are schemas by name: their keys are names of the partner's, never keywords. */
const schemasByName = new Set(['properties', 'patternProperties', 'dependentSchemas']);
/** Keywords that hold values, which are left as they are whatever they look like. */
const values = new Set(['const', 'enum', 'default', 'examples', 'example']);

/** Schemas that are written for `components` already, under names that it takes; operations of one WSDL share them. */
export function adoptDefinitions(definitions: Readonly<Record<string, JsonSchema>>, schemas: Schemas): void {
  for (const [name, schema] of Object.entries(definitions)) {
    if (schemas.has(name)) continue;
    schemas.set(componentName(name), new AdoptedSchema(schema, name, schemas).part(schema));
  }
}

/**
 * One JSON Schema document made part of the OpenAPI document: in it, `$ref` is read from the root of the whole
 * (OpenAPI 3.1 §4.6), so the schema's own `$defs` become components and its references follow them.
 */
export class AdoptedSchema {
  readonly #root: JsonSchema;
  readonly #name: string;
  readonly #schemas: Schemas;

  constructor(root: JsonSchema, name: string, schemas: Schemas) {
    this.#root = root;
    this.#name = componentName(name);
    this.#schemas = schemas;
    const definitions = isJsonObject(root.$defs) ? Object.entries(root.$defs) : [];
    for (const [key, definition] of definitions) schemas.set(this.#definitionName(key), this.#rewritten(definition));
  }

  /** A reference to the whole schema. */
  whole(): JsonSchema {
    const { $schema: _schema, $id: _id, $defs: _defs, ...rest } = this.#root;
    const whole = this.#rewritten(rest);
    if (typeof whole.$ref === 'string' && Object.keys(whole).length === 1) return whole;
    this.#schemas.set(this.#name, whole);
    return { $ref: refTo(this.#name) };
  }

  /** A schema from inside this one, to stand elsewhere. */
  part(schema: unknown): JsonSchema {
    return this.#rewritten(schema);
  }

  #rewritten(schema: unknown): JsonSchema {
    return this.#rewrite(schema) as JsonSchema;
  }

  #rewrite(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((item) => this.#rewrite(item));
    if (!isJsonObject(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([keyword, value]) => {
        if (keyword === '$ref' && typeof value === 'string') return [keyword, this.#reference(value)];
        if (keyword === 'discriminator' && isJsonObject(value)) return [keyword, this.#discriminator(value)];
        if (values.has(keyword)) return [keyword, value];
        if (schemasByName.has(keyword) && isJsonObject(value)) return [keyword, this.#byName(value)];
        return [keyword, this.#rewrite(value)];
      }),
    );
  }

  #byName(schemas: Readonly<Record<string, unknown>>): unknown {
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, this.#rewrite(schema)]));
  }

  #discriminator(discriminator: Readonly<Record<string, unknown>>): unknown {
    if (!isJsonObject(discriminator.mapping)) return discriminator;
    const mapping = Object.entries(discriminator.mapping).map(([name, ref]) => [name, this.#reference(String(ref))]);
    return { ...discriminator, mapping: Object.fromEntries(mapping) };
  }

  #reference(ref: string): string {
    if (ref.startsWith(components)) return refTo(componentName(ref.slice(components.length)));
    if (!ref.startsWith('#')) return ref;
    const [, key = '', rest = ''] = /^#\/\$defs\/([^/]+)(.*)$/.exec(ref) ?? [];
    if (key !== '') return refTo(this.#definitionName(key)) + rest;
    if (!this.#schemas.has(this.#name)) {
      this.#schemas.set(this.#name, {});
      this.whole();
    }
    return refTo(this.#name) + ref.slice(1);
  }

  #definitionName(key: string): string {
    return componentName(`${this.#name}.${key}`);
  }
}

const components = '#/components/schemas/';

function refTo(name: string): string {
  return components + name;
}

/** A name that `components` takes (OpenAPI 3.1 §4.8.7): WSDLs name types in any script. */
export function componentName(name: string): string {
  return name.replace(/[^\w.-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16) ?? ''}`);
}
