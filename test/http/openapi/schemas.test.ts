import { expect, test } from 'vitest';
import type { Schemas } from '../../../src/http/openapi/schemas.ts';
import { adoptDefinitions, AdoptedSchema } from '../../../src/http/openapi/schemas.ts';
import type { JsonSchema } from '../../../src/protocol/bound.ts';

/** What is referred to, and the components that come of it. */
function adopted(root: JsonSchema): { whole: JsonSchema; components: Record<string, JsonSchema> } {
  const schemas: Schemas = new Map();
  const whole = new AdoptedSchema(root, 'tva.check.input', schemas).whole();
  return { whole, components: Object.fromEntries(schemas) };
}

test('A schema becomes a component of its own.', () => {
  expect(adopted({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' })).toEqual({
    whole: { $ref: '#/components/schemas/tva.check.input' },
    components: { 'tva.check.input': { type: 'object' } },
  });
});

test('Its definitions become components, and its references follow them.', () => {
  const { components } = adopted({
    type: 'array',
    items: { $ref: '#/$defs/Line item' },
    $defs: { 'Line item': { anyOf: [{ $ref: '#/$defs/Line item' }, { type: 'null' }] } },
  });
  expect(components).toEqual({
    'tva.check.input': { type: 'array', items: { $ref: '#/components/schemas/tva.check.input.Line_20item' } },
    'tva.check.input.Line_20item': {
      anyOf: [{ $ref: '#/components/schemas/tva.check.input.Line_20item' }, { type: 'null' }],
    },
  });
});

test('A schema that is a reference to one of its definitions stays one.', () => {
  expect(adopted({ $ref: '#/$defs/Number', $defs: { Number: { type: 'string' } } })).toEqual({
    whole: { $ref: '#/components/schemas/tva.check.input.Number' },
    components: { 'tva.check.input.Number': { type: 'string' } },
  });
});

test('A reference to the whole leads to its component.', () => {
  const { components } = adopted({ properties: { next: { $ref: '#' }, first: { $ref: '#/properties/next' } } });
  expect(components['tva.check.input']).toEqual({
    properties: {
      next: { $ref: '#/components/schemas/tva.check.input' },
      first: { $ref: '#/components/schemas/tva.check.input/properties/next' },
    },
  });
});

test('A reference to a component is left as it is.', () => {
  const root = { $ref: '#/components/schemas/tva.Check' };
  expect(adopted(root)).toEqual({ whole: root, components: {} });
});

test('A name in another script becomes one that components take, wherever it stands.', () => {
  const schemas: Schemas = new Map();
  adoptDefinitions({ 'a.Дата.input': { items: { $ref: '#/components/schemas/a.Дата.input' } } }, schemas);
  const name = 'a._414_430_442_430.input';
  expect([...schemas]).toEqual([[name, { items: { $ref: `#/components/schemas/${name}` } }]]);
});

test('The mapping of a discriminator refers too.', () => {
  const mapping = { A: '#/$defs/A' };
  expect(
    adopted({ discriminator: { propertyName: '$type', mapping }, $defs: { A: {} } }).components['tva.check.input'],
  ).toEqual({
    discriminator: { propertyName: '$type', mapping: { A: '#/components/schemas/tva.check.input.A' } },
  });
});

test('A value that looks like a reference is a value.', () => {
  const root = {
    const: { $ref: '#/$defs/A' },
    default: { $ref: '#' },
    properties: { $ref: { type: 'string' }, enum: { $ref: '#' } },
  };
  expect(adopted(root).components['tva.check.input']).toEqual({
    ...root,
    properties: { $ref: { type: 'string' }, enum: { $ref: '#/components/schemas/tva.check.input' } },
  });
});

test('A part that refers to the whole brings it along.', () => {
  const schemas: Schemas = new Map();
  const root = { type: 'object', properties: { next: { $ref: '#' } } };
  const part = new AdoptedSchema(root, 'a', schemas).part(root.properties.next);
  expect(part).toEqual({ $ref: '#/components/schemas/a' });
  expect([...schemas.keys()]).toEqual(['a']);
});
