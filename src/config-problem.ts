import { z } from 'zod';

/** Every variable that is wrong or missing. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** One variable, from itself or from the file that `<NAME>_FILE` names, without that file's last line end. */
export function valueOf(
  name: string,
  source: NodeJS.ProcessEnv,
  read: (file: string) => string,
  problems: string[],
): string | undefined {
  const value = source[name] === '' ? undefined : source[name];
  const file = source[`${name}_FILE`];
  if (file === undefined || file === '') return value;
  if (value !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set: keep one`);
    return value;
  }
  try {
    return read(file).replace(/\r?\n$/, '') || undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    problems.push(`${name}_FILE cannot be read (${code}): it should be the path of a file that holds ${name}`);
    return undefined;
  }
}

type Variables = z.ZodObject<Record<string, z.ZodType>>;

/** Each issue as a line that names the variable and says what it should be, never what it was. */
export function problemsOf(error: z.ZodError, schema: Variables, values: Readonly<Record<string, string>>): string[] {
  const expected = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {};
  return error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'the environment');
    const should = inWords(expected[name]);
    if (values[name] === undefined) return `${name} is missing: it should be ${should}`;
    const detail = issue.code === 'custom' ? ` (${issue.message})` : '';
    return `${name} is wrong${detail}: it should be ${should}`;
  });
}

function inWords(expected: unknown): string {
  if (typeof expected !== 'object' || expected === null) return 'set';
  const schema = expected as {
    description?: string;
    format?: string;
    enum?: unknown[];
    type?: string;
    pattern?: string;
  };
  if (schema.description !== undefined) return schema.description;
  if (schema.enum !== undefined) return `one of ${schema.enum.join(', ')}`;
  if (schema.format === 'uri') return 'a URL, as https://host/path';
  if (schema.pattern !== undefined) return `text that matches ${schema.pattern}`;
  if (schema.type === 'string') return 'text';
  return schema.type === 'integer' || schema.type === 'number' ? 'a number' : (schema.type ?? 'set');
}
