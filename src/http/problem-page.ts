import { createHash } from 'node:crypto';
import type { BreakageRule } from '../adapter/breakage.ts';
import { breakages } from '../adapter/breakage.ts';
import { refusals } from '../adapter/refusal.ts';
import { answer, answerJson } from './answer.ts';
import { pageHeaders } from './page-headers.ts';
import { RefusalError } from './refusal-error.ts';
import type { Route } from './route-table.ts';

/** What `/problems/<kind>` says of a kind. */
interface ProblemType {
  readonly kind: string;
  readonly status: number;
  readonly title: string;
  readonly advice: string;
  /** For breakages: whether the same call may succeed later. */
  readonly retryable?: boolean;
  /** For breakages: how far the call got when nothing more precise is known. */
  readonly delivery?: string;
}

const kinds: ReadonlyMap<string, ProblemType> = new Map<string, ProblemType>([
  ...Object.entries<BreakageRule>(breakages).map(breakageType),
  ...Object.entries(refusals).map(([kind, { status, title, advice }]): [string, ProblemType] => [
    kind,
    { kind, status, title, advice },
  ]),
]);

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}dt{font-weight:600}';
const headers = pageHeaders(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; `);

/** The page that a problem's `type` leads to, for every kind of both closed lists; in HTML or JSON, as asked. */
export const problemRoute: Route = {
  method: 'GET',
  path: '/problems/:kind',
  access: 'open',
  handle(exchange, values) {
    const found = kinds.get(values.get('kind') ?? '');
    if (!found) throw new RefusalError('no_route', 'There is no such kind of problem.');
    const vary = { Vary: 'Accept' };
    switch (exchange.req.accepts('application/json', 'text/html')) {
      case 'application/json':
        return answerJson(exchange, 200, found, vary);
      case 'text/html':
        return answer(exchange, 200, 'text/html; charset=utf-8', html(found), { ...headers, ...vary });
      default:
        throw new RefusalError('not_acceptable', 'This is answered as application/json or text/html only.');
    }
  },
};

// Everything here is from our own tables: nothing needs escaping.
function html({ kind, status, title, advice, retryable, delivery }: ProblemType): string {
  const facts = [
    ['HTTP status', status],
    ...(retryable === undefined ? [] : [['The same call may succeed later', retryable ? 'yes' : 'no']]),
    ...(delivery === undefined ? [] : [['How far the call got, unless the problem says otherwise', delivery]]),
  ];
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${kind}: ${title}</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>${title}</h1>
    <p><code>${kind}</code></p>
    <p>${advice}</p>
    <dl>
${facts.map(([name, value]) => `      <dt>${name}</dt><dd>${value}</dd>`).join('\n')}
    </dl>
  </body>
</html>
`;
}

function breakageType([kind, rule]: [kind: string, rule: BreakageRule]): [string, ProblemType] {
  const { status, title, advice, retryable, delivery } = rule;
  return [kind, { kind, status, title, advice, retryable, delivery }];
}
