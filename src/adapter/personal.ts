import { z } from 'zod';

const registry = z.registry<{ personal: true }>();

/** Marks a field as personal data: it may not stand in a path or a query, and is redacted wherever it is shown. */
export function personal<Schema extends z.ZodType>(schema: Schema): Schema {
  const marked = schema.clone();
  registry.add(marked, { personal: true });
  return marked;
}

/** Whether a schema, or the schema inside its optional, nullable or default wrapper, was marked with {@link personal}. */
export function isPersonal(schema: z.ZodType): boolean {
  if (registry.has(schema)) return true;
  const inner = (schema.def as { innerType?: z.ZodType }).innerType;
  return inner !== undefined && isPersonal(inner);
}
