import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import type { Health } from '../health/status.ts';
import type { BoundAdapter } from '../protocol/bound.ts';
import { ByteBudget } from '../protocol/http/byte-budget.ts';
import type { Dispatcher } from '../queue/dispatch.ts';
import type { Access } from './access.ts';
import { tracing } from './answer.ts';
import { docsRoutes } from './docs-page.ts';
import type { Exchange } from './exchange.ts';
import { enter } from './exchange.ts';
import { createFailure } from './failure.ts';
import { healthRoutes } from './health-routes.ts';
import { jobRoute } from './job-route.ts';
import type { FacadeLimits } from './limits.ts';
import { defaultLimits } from './limits.ts';
import { createOpenApi } from './openapi.ts';
import { openApiRoute } from './openapi-route.ts';
import { operationRoutes } from './operation-route.ts';
import { problemRoute } from './problem-page.ts';
import { RefusalError } from './refusal-error.ts';
import { RouteTable } from './route-table.ts';
import { createServing } from './serving.ts';

export interface FacadeOptions {
  readonly adapters: readonly BoundAdapter[];
  readonly dispatcher: Dispatcher;
  readonly health: Health;
  readonly access: Access;
  readonly log: Logger;
  readonly limits?: Partial<FacadeLimits>;
  readonly version: string;
  /** The Control Tower page, mounted at `/tower` for the scope `ops:read`. */
  readonly tower?: RequestHandler;
  /** What `/health/ready` answers: false once the process is stopping. It must not depend on partners or Redis. */
  readonly ready?: () => boolean;
}

/** The JSON front. Throws when the routes of the adapters cannot be described in OpenAPI. */
export function createFacade(options: FacadeOptions): Express {
  const { adapters, dispatcher, health, access, log, tower, ready = () => true } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const held = new ByteBudget(limits.heldBytes);
  const table = new RouteTable([
    ...adapters.flatMap((bound) => operationRoutes(bound, { dispatcher, limits, held, log })),
    jobRoute(dispatcher),
    problemRoute,
    ...healthRoutes(health, ready),
    openApiRoute(createOpenApi({ adapters, access, version: options.version })),
    ...docsRoutes(),
  ]);
  const { serve, authorize } = createServing(table, access);
  const fail = createFailure(log);

  async function pass(exchange: Exchange, next: () => void): Promise<void> {
    try {
      if (!(await serve(exchange))) next();
    } catch (error) {
      fail(exchange, error);
    }
  }

  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.use((req, res, next) => {
    const exchange = enter(req, res);
    res.locals.exchange = exchange;
    void pass(exchange, next);
  });
  if (tower) {
    app.use('/tower', (_req, res, next) => {
      const exchange = exchangeOf(res.locals);
      authorize(exchange, ['ops:read'], true);
      res.set(tracing(exchange));
      next();
    });
    app.use('/tower', tower);
    app.all('/tower', () => {
      const Allow = 'GET, HEAD, OPTIONS';
      throw new RefusalError('method_not_allowed', `This path takes ${Allow}.`, { Allow });
    });
  }
  app.use((_req, res) => {
    authorize(exchangeOf(res.locals), 'key', false);
    throw new RefusalError('no_route', 'Nothing stands at this path: /docs and /openapi.json list what does.');
  });
  const failed: ErrorRequestHandler = (error, _req, res, _next) => fail(exchangeOf(res.locals), error);
  app.use(failed);
  return app;
}

function exchangeOf(locals: Record<string, unknown>): Exchange {
  return locals.exchange as Exchange;
}
