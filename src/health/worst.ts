import type { Status } from './status.ts';

const worstFirst: readonly Status[] = ['red', 'orange', 'unknown', 'green'];

/** 0 for green to 3 for red: the value of the status metrics. */
export function severity(status: Status): number {
  return worstFirst.length - 1 - worstFirst.indexOf(status);
}

export function isWorse(status: Status, than: Status): boolean {
  return severity(status) > severity(than);
}

/** The worst of several; `unknown` of none. */
export function worst(statuses: readonly Status[]): Status {
  return worstFirst.find((status) => statuses.includes(status)) ?? 'unknown';
}
