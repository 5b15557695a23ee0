import type { JsonSchema } from '../protocol/bound.ts';
import { isJsonObject } from '../protocol/json-object.ts';
import { followed } from './local-ref.ts';

/** The JSON types that one text may stand for. */
type Scalars = ReadonlySet<string>;

/** A field of the input that travels as text, in path or query. */
export interface TextField {
  readonly scalars: Scalars;
  /** What the items may be, where the field may be an array. */
  readonly items: Scalars | undefined;
}

/** How the texts of a field become JSON, read once from its schema. */
export function textField(schema: JsonSchema, root: JsonSchema): TextField {
  const forms = formsOf(schema, root);
  const scalars = new Set(forms.flatMap(typesOf));
  if (!scalars.has('array')) return { scalars, items: undefined };
  const items = forms.flatMap((form) => (isJsonObject(form.items) ? formsOf(form.items, root) : []));
  return { scalars, items: new Set(items.flatMap(typesOf)) };
}

/** One text as the JSON it stands for; the text itself where it is none of its types, for the input's check to refuse. */
export function coerceScalar(text: string, scalars: Scalars): string | number | boolean {
  if (scalars.has('string')) return text;
  if (scalars.has('number') && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (scalars.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** The texts of a field as its value, or `undefined` where several are given and the field is no array. */
export function coerce(texts: readonly string[], field: TextField): unknown {
  const [first = ''] = texts;
  const { scalars, items } = field;
  if (items === undefined) return texts.length > 1 ? undefined : coerceScalar(first, scalars);
  // "a or several of a": one text is a, unless it can only be an array.
  if (texts.length === 1 && scalars.size > 1) return coerceScalar(first, scalars);
  return texts.map((text) => coerceScalar(text, items));
}

/** A schema and all that it is composed of. */
function formsOf(schema: JsonSchema, root: JsonSchema, depth = 0): readonly JsonSchema[] {
  if (depth > 8) return [];
  const form = followed(schema, root);
  const members = [form.anyOf, form.oneOf, form.allOf].flat().filter(isJsonObject);
  return [form, ...members.flatMap((member) => formsOf(member, root, depth + 1))];
}

function typesOf(schema: JsonSchema): readonly string[] {
  const values = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  const types = 'type' in schema ? [schema.type].flat().map(String) : values.map((value) => typeof value);
  return types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type));
}
