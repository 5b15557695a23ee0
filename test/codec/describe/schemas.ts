import type { DescribedSchema, Direction } from '../../../src/codec/describe/json-schema.ts';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { messageOf, schemaModel } from './schema-text.ts';

type Properties = Record<string, Record<string, unknown>>;

/** The schema of a global element's message. */
export function schemasOf(components: string, direction: Direction, element = 'e'): DescribedSchema {
  const model = schemaModel(components);
  return jsonSchemaOf(model, messageOf(model, element), direction);
}

/** The properties of `e`, whose content is this sequence. */
export function propertiesOf(particles: string, direction: Direction, more = ''): Properties {
  const type = `<xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType>`;
  return schemasOf(`<xs:element name="e">${type}</xs:element>${more}`, direction).schema['properties'] as Properties;
}
