/**
 * Where calls are kept. One hash tag for all of them, so that a script may change a call, its idempotency key and the
 * lists it stands in at once, in a cluster too; BullMQ's queues have a tag each.
 */
const calls = 'passerelle:{calls}:';

export const recordKey = (id: string): string => `${calls}record:${id}`;

/** A script's KEYS, always these eight in this order. */
export function callKeys(id: string, adapter: string, key: string | undefined): string[] {
  return [
    recordKey(id),
    `${calls}lease:${id}`,
    `${calls}key:${key ?? ''}`,
    listKey('running', adapter),
    listKey('due', adapter),
    listKey('since', adapter),
    listKey('in_doubt', adapter),
    listKey('dead', adapter),
  ];
}

/** `running` by start, `due` by next attempt, `since` by acceptance (jobs that wait for us), `in_doubt` and `dead` by when they became so. */
export type CallList = 'running' | 'due' | 'since' | 'in_doubt' | 'dead';

export const listKey = (list: CallList, adapter: string): string => `${calls}${list}:${adapter}`;

/** BullMQ's prefix for an adapter's queue. */
export const queuePrefix = (adapter: string): string => `passerelle:queue:{${adapter}}`;
