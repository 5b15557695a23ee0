import type { Health, Status } from '../health/status.ts';
import { checkAccept } from './accept.ts';
import { answer, answerJson } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { RefusalError } from './refusal-error.ts';
import type { Route } from './route-table.ts';

const opsRead = ['ops:read'] as const;

/** Health for ops, liveness and readiness for whoever runs the process, metrics for Prometheus. */
export function healthRoutes(health: Health, ready: () => boolean): Route[] {
  return [
    // The process answers: nothing is said of partners, of Redis or of anything else.
    bare('/health/live', () => true),
    bare('/health/ready', ready),
    {
      method: 'GET',
      path: '/health',
      access: opsRead,
      async handle(exchange) {
        checkAccept(exchange.req, 'application/json');
        const all = await health.all();
        answerJson(exchange, statusFor(exchange, all.status), all);
      },
    },
    {
      method: 'GET',
      path: '/health/:adapter',
      access: opsRead,
      async handle(exchange, values) {
        checkAccept(exchange.req, 'application/json');
        const one = await health.adapter(values.get('adapter') ?? '');
        if (!one) throw new RefusalError('no_route', 'There is no adapter of this name.');
        answerJson(exchange, statusFor(exchange, one.status), one);
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      access: ['metrics'],
      async handle(exchange) {
        const { contentType, body } = await health.metrics();
        answer(exchange, 200, contentType, body);
      },
    },
  ];
}

function bare(path: string, up: () => boolean): Route {
  return {
    method: 'GET',
    path,
    access: 'open',
    handle(exchange) {
      const isUp = up();
      answerJson(exchange, isUp ? 200 : 503, { status: isUp ? 'up' : 'stopping' });
    },
  };
}

/** 200 whatever the colours; with `?strict`, 503 on red. */
function statusFor({ req }: Exchange, status: Status): number {
  return status === 'red' && /[?&]strict(?:[=&]|$)/.test(req.url) ? 503 : 200;
}
