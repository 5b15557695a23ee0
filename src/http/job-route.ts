import type { Dispatcher } from '../queue/dispatch.ts';
import { checkAccept } from './accept.ts';
import { answerJson } from './answer.ts';
import { RefusalError } from './refusal-error.ts';
import type { Route } from './route-table.ts';

/** `/jobs/<id>`: a recorded call, for the client that made it. Another client's job and one that never was look the same. */
export function jobRoute(dispatcher: Dispatcher): Route {
  return {
    method: 'GET',
    path: '/jobs/:id',
    access: 'key',
    async handle(exchange, values) {
      checkAccept(exchange.req, 'application/json');
      const id = values.get('id') ?? '';
      const job = /^[\w.:-]{1,128}$/.test(id) ? await dispatcher.job(id, exchange.client ?? 'local') : undefined;
      if (!job)
        throw new RefusalError('no_route', 'None of your jobs has this id; results are kept for a limited time.');
      answerJson(exchange, 200, job);
    },
  };
}
