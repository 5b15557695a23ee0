import type { Route } from '../route-table.ts';

type Requirement = Record<string, readonly string[]>;

/** Who may: either scheme, with the narrowest scope as its role (OpenAPI 3.1 §4.8.30). Nothing while no key is configured. */
export function securityOf(access: Route['access'], open: boolean): readonly Requirement[] {
  if (open || access === 'open') return [];
  const roles = access === 'key' ? [] : access.slice(0, 1);
  return [{ bearer: roles }, { apiKey: roles }];
}

/** The responses of those who may not; while no key is configured, of those who do not ask from this machine. */
export function refusedResponses(access: Route['access'], open: boolean): ('Unauthorized' | 'Forbidden')[] {
  if (access === 'open') return [];
  if (open) return ['Forbidden'];
  return access === 'key' ? ['Unauthorized'] : ['Unauthorized', 'Forbidden'];
}
