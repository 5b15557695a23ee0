/** The JSON Pointer (RFC 6901 §3) that leads down by these property names and indexes from where `within` leads. */
export function pointerTo(path: readonly PropertyKey[], within = ''): string {
  let pointer = within;
  for (const step of path) pointer += `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer;
}
