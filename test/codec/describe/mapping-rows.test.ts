import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Direction } from '../../../src/codec/describe/json-schema.ts';
import { jsonSchemaOf } from '../../../src/codec/describe/json-schema.ts';
import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { typescriptOf } from '../../../src/codec/describe/typescript.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { bareMessage } from '../../../src/codec/model.ts';
import { compilerErrors } from '../../types/compiled.ts';
import { elementRows } from '../mapping/element-rows.ts';
import { groupRows } from '../mapping/group-rows.ts';
import type { Row } from '../mapping/row.ts';
import { encode, schema } from '../mapping/schema.ts';
import { simpleRows } from '../mapping/simple-rows.ts';

/** TypeScript, and validators written in JavaScript, take what every object inherits for a property of its own. */
const inherited = 'properties that every object inherits';
const rows = [...elementRows, ...simpleRows, ...groupRows].filter(({ title }) => title !== inherited);

const others = {
  'o.xsd':
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><xs:element name="a" type="xs:string"/></xs:schema>',
};

function described(row: Row): { model: Model; message: MessageModel } {
  const { model } = schema(row.schema, others);
  return { model, message: bareMessage(model.globalElements['{urn:t}r'] ?? -1) };
}

function validator(row: Row, direction: Direction): z.ZodType {
  const { model, message } = described(row);
  const { schema: root, definitions } = jsonSchemaOf(model, message, direction, { refs: '#/$defs/' });
  return z.fromJSONSchema({ ...root, $defs: definitions });
}

/** Both sides of the row's element, each with the row's JSON as a value. */
function typedRow(row: Row): string {
  const text = typescriptOf(described(row).model, { file: 'row.xsd', command: 'none' });
  const [, reply, message = reply] = /export const r: ElementToken<(\w+)(?:, (\w+))?>/.exec(text) ?? [];
  const json = JSON.stringify(row.json);
  return `${text}\nexport const received: ${reply} = ${json};\nexport const sent: ${message} = ${json};\n`;
}

describe('every row of the mapping', () => {
  test.each(rows)('may be sent as its schema says: $title', (row) => {
    expect(validator(row, 'input').safeParse(row.json).error?.issues).toBeUndefined();
  });

  test.each(rows)('comes back as its schema says: $title', (row) => {
    expect(validator(row, 'output').safeParse(row.json).error?.issues).toBeUndefined();
  });

  test.each(rows)('has a sample that may be sent: $title', (row) => {
    const { model, message } = described(row);
    expect(encode(schema(row.schema, others), sampleOf(model, message)).problems).toEqual([]);
  });

  test('is of its generated types', async () => {
    const modules = rows.map((row, index): [string, string] => [`row-${index}.ts`, typedRow(row)]);
    expect(await compilerErrors(modules)).toEqual([]);
  });
});
