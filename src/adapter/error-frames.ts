const mostCauses = 3;

/**
 * Where an error was thrown, and where what caused it was: its kind or name and its frames, never its message. An error
 * that is not ours may quote a value, and one of ours may carry what a partner wrote.
 */
export function framesOf(error: unknown): string | undefined {
  const parts: string[] = [];
  let one = error;
  while (one instanceof Error && parts.length < mostCauses) {
    parts.push([titleOf(one), ...framesIn(one)].join(' | '));
    one = one.cause;
  }
  return parts.length === 0 ? undefined : parts.join(' | from ');
}

function titleOf(error: Error): string {
  return 'kind' in error && typeof error.kind === 'string' ? `${error.name} ${error.kind}` : error.name;
}

/** A message may have lines that look like frames. */
function framesIn({ stack = '', message }: Error): string[] {
  const after = message === '' ? 0 : stack.indexOf(message) + message.length;
  const frames = stack
    .slice(after)
    .split('\n')
    .filter((line) => /^ +at /.test(line));
  return frames.map((line) => line.trim());
}
