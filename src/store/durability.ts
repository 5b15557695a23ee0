import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

/** Says in the log what "written down" is worth with this store: how it is configured decides what survives. */
export async function sayDurability(redis: Redis, log: Logger): Promise<void> {
  let settings: Map<string, string>;
  try {
    const flat = await redis.config('GET', 'append*');
    const policy = await redis.config('GET', 'maxmemory-policy');
    settings = pairs([...flat, ...policy]);
  } catch {
    log.warn('the store does not show its configuration: what survives its end is not known');
    return;
  }
  const appendfsync = settings.get('appendonly') === 'yes' ? settings.get('appendfsync') : 'no';
  const evicts = settings.get('maxmemory-policy') !== 'noeviction';
  if (evicts) log.warn('the store may throw away calls when its memory is full: set maxmemory-policy to noeviction');
  if (appendfsync === 'always') log.info('what is written down survives process, store and machine');
  else if (appendfsync === 'everysec')
    log.warn('the last second of what is written down may be lost with the machine: set appendfsync to always');
  else log.warn('what is written down is lost with the store: set appendonly to yes and appendfsync to always');
}

function pairs(flat: readonly string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (let index = 0; index + 1 < flat.length; index += 2) map.set(flat[index] ?? '', flat[index + 1] ?? '');
  return map;
}
