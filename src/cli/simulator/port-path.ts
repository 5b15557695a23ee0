/** Where a port is played: each has a path of its own, so that one server plays them all. */
export function portPath(service: string, port: string): string {
  return `/${[service, port]
    .filter((name) => name !== '')
    .map(encodeURIComponent)
    .join('/')}`;
}
