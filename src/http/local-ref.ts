import type { JsonSchema } from '../protocol/bound.ts';
import { isJsonObject } from '../protocol/json-object.ts';

/** A schema with its own `$ref`s into `root` (`#`, `#/$defs/Name`) followed; as it is where one leads elsewhere. */
export function followed(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let at = schema;
  for (let hops = 0; hops < 16 && typeof at.$ref === 'string'; hops += 1) {
    const target = pointed(at.$ref, root);
    if (!target) return at;
    at = target;
  }
  return at;
}

function pointed(ref: string, root: JsonSchema): JsonSchema | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const token of ref.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isJsonObject(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return isJsonObject(at) ? at : undefined;
}
