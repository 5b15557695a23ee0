import { hasBody, parseRoute } from '../adapter/check-declaration.ts';
import type { Operation } from '../adapter/operation.ts';

/** A text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A line to paste that calls an operation with its example. `base` is the adapter's URL; `flags` go to curl as they are. */
export function curlLine(base: string, operation: Operation, flags: string): string {
  const { method, path, parameters } = parseRoute(operation.route);
  const input = new Map(Object.entries((operation.example.input ?? {}) as Record<string, unknown>));
  const filled = path.replace(/:([A-Za-z_]\w*)/g, (_whole, name: string) =>
    encodeURIComponent(String(input.get(name))),
  );
  for (const name of parameters) input.delete(name);
  const words = ['curl', flags];
  if (method !== 'GET') words.push('-X', method);
  let url = `${base}${filled}`;
  if (!hasBody(operation)) {
    const query = new URLSearchParams();
    for (const [name, value] of input) for (const one of [value].flat()) query.append(name, String(one));
    if (query.size > 0) url += `?${query.toString()}`;
  }
  words.push(quoted(url));
  // The key is new each time the line is pasted: each time is a new call.
  if (!operation.idempotent) words.push('-H', '"Idempotency-Key: $(date +%s%N)"');
  if (hasBody(operation)) {
    const body = operation.bare ? operation.example.input : Object.fromEntries(input);
    words.push('-H', quoted('Content-Type: application/json'), '-d', quoted(JSON.stringify(body)));
  }
  return words.join(' ');
}
