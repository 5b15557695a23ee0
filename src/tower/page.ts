import { createHash } from 'node:crypto';
import type { Router } from 'express';
import express from 'express';
import type { Health } from '../health/status.ts';
import { renderPage } from './render.ts';
import { style } from './style.ts';

const REFRESH_S = 10;

/** Nothing but the page's own style may run or load: the page has no script. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The Control Tower’s page: what ops open each morning. It is mounted at `/tower`, and who may see it is decided there. */
export function towerPage(health: Health): Router {
  const router = express.Router();
  router.get('/', async (_request, response) => {
    const page = renderPage(await health.all(), REFRESH_S);
    response.set({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    response.send(page);
  });
  return router;
}
