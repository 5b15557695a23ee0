import type { z } from 'zod';
import type { FieldError } from '../adapter/breakage.ts';
import { BreakageError } from '../adapter/breakage.ts';
import { pointerTo } from '../codec/json-pointer.ts';

type Issue = z.core.$ZodIssue;

/** The places an issue names: each unknown key is one. Of a union, the branch that came closest. */
function errorsOf(issue: Issue, within: readonly PropertyKey[]): FieldError[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...path, key]), message: 'is not known here' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const deep = issue.errors.filter((branch) => branch.some((each) => each.path.length > 0));
    const closest = deep.toSorted((one, other) => one.length - other.length)[0];
    if (closest) return closest.flatMap((each) => errorsOf(each, path));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ pointer: pointerTo(path), message: missing ? 'is required' : issue.message }];
}

/** The caller's JSON as the schema gives it. Throws a BreakageError `invalid` with every offending place. */
export function checkedBy(schema: z.ZodType, json: unknown): unknown {
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((issue) => errorsOf(issue, []));
  throw new BreakageError('invalid', 'The request does not fit the operation’s input', { errors });
}
