import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Corrections } from '../adapter/corrections.ts';
import { SchemaError } from '../codec/index.ts';

const yes = z.literal(true).exactOptional();
const Given: z.ZodType<Corrections> = z.record(
  z.string().min(1),
  z.strictObject({
    optional: yes,
    repeated: yes,
    nillable: yes,
    type: z.string().min(1).exactOptional(),
    moreValues: z.array(z.string()).min(1).exactOptional(),
  }),
);

/** The ending of what `<document>.corrections.ts` corrects alone. */
const ending = 'corrections.ts';

/**
 * The corrections of a file: the default export of a module, or JSON. A module is run: only one that the operator names, or
 * that stands beside a pinned WSDL, is ever given. Throws SchemaError.
 */
export function readCorrections(file: string): Corrections {
  const given = Given.safeParse(valueOf(resolve(file)));
  if (given.success) return given.data;
  const [issue] = given.error.issues;
  const at = issue?.path.map((key) => `"${String(key)}"`).join(', ') ?? '';
  throw new SchemaError(file, 1, `${at === '' ? 'not corrections' : at}: ${issue?.message ?? ''}`);
}

function valueOf(file: string): unknown {
  if (!existsSync(file)) throw new SchemaError(file, 1, 'there is no such file of corrections');
  try {
    if (extname(file) === '.json') return JSON.parse(readFileSync(file, 'utf8'));
    const loaded = createRequire(import.meta.url)(file) as { default?: unknown };
    if (loaded.default === undefined) throw new Error('it has no default export');
    return loaded.default;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const error = new SchemaError(file, 1, `cannot be read: ${why}`);
    error.cause = cause;
    throw error;
  }
}

/**
 * The corrections that stand beside a pinned document: `<name>.corrections.ts`, which is its own, or `corrections.ts`, which
 * is for the one document of its folder. `undefined` where there are none.
 */
export function correctionsBeside(document: string): Corrections | undefined {
  const file = correctionsFileBeside(document);
  return file === undefined ? undefined : readCorrections(file);
}

/** The file of {@link correctionsBeside}. */
function correctionsFileBeside(document: string): string | undefined {
  const own = join(dirname(document), `${basename(document).replace(/\.(?:wsdl|xsd)$/, '')}.${ending}`);
  const shared = join(dirname(document), ending);
  return [own, shared].find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}
