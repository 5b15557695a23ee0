/** One way in which a server asks for credentials (RFC 9110 §11.6.1). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** By name in lower case, without quotes; none where the scheme has a token68. */
  readonly parameters: ReadonlyMap<string, string>;
}

const separators = /[\s,]*/y;
const scheme = /([!#$%&'*+\-.^_`|~\w]+)[ \t]*/y;
const token68 = /[\w\-.~+/]+=*[ \t]*(?=,|$)/y;
const parameter = /([!#$%&'*+\-.^_`|~\w]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))[ \t]*(?=,|$)/y;

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * The challenges of `WWW-Authenticate`, in the server's order: several in one header, or a header each. Reading stops at
 * what is none; those before it count.
 */
export function challengesIn(header: string | readonly string[] | undefined): Challenge[] {
  if (header === undefined) return [];
  const text = typeof header === 'string' ? header : header.join(', ');
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = take(separators, text, 0)?.[0].length ?? 0;
  while (at < text.length) {
    const named = found.length > 0 ? take(parameter, text, at) : null;
    if (named) {
      put(found.at(-1)?.parameters, named);
      at = parameter.lastIndex;
    } else {
      const name = take(scheme, text, at);
      if (!name) break;
      found.push({ scheme: (name[1] ?? '').toLowerCase(), parameters: new Map() });
      at = scheme.lastIndex;
      if (take(token68, text, at)) at = token68.lastIndex;
    }
    at += take(separators, text, at)?.[0].length ?? 0;
  }
  return found;
}

/** `nextnonce` and its kin: the parameters of `Authentication-Info` (RFC 7615 §3). */
export function parametersIn(header: string | readonly string[] | undefined): ReadonlyMap<string, string> {
  const text = typeof header === 'string' ? header : (header ?? []).join(', ');
  return challengesIn(`info ${text}`)[0]?.parameters ?? new Map<string, string>();
}

/** The first of a name counts: a second must not take its place. */
function put(parameters: Map<string, string> | undefined, [, name = '', quoted, plain = '']: RegExpExecArray): void {
  const key = name.toLowerCase();
  if (parameters && !parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain);
}
