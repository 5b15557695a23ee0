import { BreakageError } from '../../adapter/breakage.ts';

/** An endpoint's URL, taken apart once. */
export interface Target {
  readonly url: string;
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** Without a trailing slash; `''` for the root. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly search: string;
}

const mostTargets = 1_024;
const targets = new Map<string, Target>();

function parse(text: string): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new BreakageError('internal', 'The endpoint has no http or https URL; see its environment variable', {
      delivery: 'none',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new BreakageError('internal', 'The endpoint’s URL holds credentials; declare them as auth', {
      delivery: 'none',
    });
  }
  return {
    url: text,
    origin: url.origin,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname.replace(/\/+$/, ''),
    search: url.search,
  };
}

/** Throws a BreakageError `internal` for what is no http or https URL, or holds a password. */
export function targetOf(url: string): Target {
  let target = targets.get(url);
  if (!target) {
    target = parse(url);
    if (targets.size >= mostTargets) targets.clear();
    targets.set(url, target);
  }
  return target;
}
