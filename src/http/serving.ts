import { BreakageError } from '../adapter/breakage.ts';
import type { Access } from './access.ts';
import { challenge, namesThisMachine } from './access.ts';
import { answerEmpty } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { normalized, percentDecoded } from './percent-decoding.ts';
import { RefusalError } from './refusal-error.ts';
import type { Found, Route, RouteTable } from './route-table.ts';

/** What becomes of a request between its entry and its route. */
export interface Serving {
  /** Whether the path is one of the table's; refusals and breakages are thrown. */
  readonly serve: (exchange: Exchange) => Promise<boolean>;
  /** Throws a RefusalError `unauthorized` or `forbidden`, or notes the client. */
  readonly authorize: (exchange: Exchange, access: Route['access'], page: boolean) => void;
}

/** Routes and access, in this order: who are you (401), is there such a path (404) and method (405), may you (403). */
export function createServing(table: RouteTable, access: Access): Serving {
  function authorize(exchange: Exchange, wanted: Route['access'], page: boolean): void {
    if (wanted === 'open') return;
    const { headers } = exchange.req;
    if (access.open && !namesThisMachine(headers)) {
      throw new RefusalError('forbidden', 'While no API key is configured, ask at localhost or a loopback address.');
    }
    const identity = access.identify(headers, page);
    if (!identity) {
      throw new RefusalError('unauthorized', 'Send a valid API key: Authorization: Bearer <key>, or X-Api-Key.', {
        'WWW-Authenticate': challenge(headers, page),
      });
    }
    exchange.client = identity.client;
    if (wanted === 'key' || identity.hasAny(wanted)) return;
    throw new RefusalError('forbidden', `Your key lacks the scope ${wanted.join(', or ')}.`);
  }

  /** No route of this path has the method. */
  function refuseMethod(exchange: Exchange, found: readonly Found[]): void {
    const routes = found.flatMap((place) => [...place.routes.values()].map(({ route }) => route));
    const isOpen = routes.some((route) => route.access === 'open');
    authorize(exchange, isOpen ? 'open' : 'key', routes[0]?.page ?? false);
    const Allow = allowed(routes.map((route) => route.method));
    if (exchange.req.method === 'OPTIONS') answerEmpty(exchange, 204, { Allow });
    else throw new RefusalError('method_not_allowed', `This path takes ${Allow}.`, { Allow });
  }

  async function serve(exchange: Exchange): Promise<boolean> {
    checkHost(exchange.req);
    const path = normalized(pathOf(exchange.req.url));
    const method = exchange.req.method === 'HEAD' ? 'GET' : exchange.req.method;
    const found = table.find(path);
    for (const { routes, values } of found) {
      const placed = routes.get(method);
      if (!placed) continue;
      const { route, names } = placed;
      exchange.route = route;
      authorize(exchange, route.access, route.page ?? false);
      const named = names.map((name, index): [string, string] => [name, percentDecoded(values[index] ?? '', 'path')]);
      await route.handle(exchange, new Map(named));
      return true;
    }
    if (found.length > 0) refuseMethod(exchange, found);
    else percentDecoded(path, 'path');
    return found.length > 0;
  }

  return { serve, authorize };
}

/** RFC 9112 §3.2: HTTP/1.1 without Host is no request. */
function checkHost({ headers, httpVersion }: Exchange['req']): void {
  if (headers.host === undefined && httpVersion !== '1.0')
    throw new BreakageError('invalid', 'The Host header is missing.');
}

function allowed(methods: readonly string[]): string {
  return [...new Set(methods), ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}

/** The path of a request target, which a proxy's client may send in absolute form (RFC 9112 §3.2.2). */
function pathOf(target: string): string {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return path.startsWith('/') ? path : path.replace(/^[a-z]+:\/\/[^/]*/i, '') || '/';
}
