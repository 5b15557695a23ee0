import type { Request } from 'express';
import { RefusalError } from './refusal-error.ts';

/** Throws a RefusalError `not_acceptable` where the caller does not take this media type. */
export function checkAccept(req: Request, type: string): void {
  const { accept } = req.headers;
  if (accept === undefined || accept === '*/*' || accept === type || req.accepts(type) !== false) return;
  throw new RefusalError('not_acceptable', `This is answered as ${type} only.`);
}
