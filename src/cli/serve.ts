import { join } from 'node:path';
import type { Adapter } from '../adapter/adapter.ts';
import type { Config } from '../config.ts';
import { processEnvironment, readConfig } from '../config.ts';
import { openGateway } from '../gateway.ts';
import { openLog } from '../log.ts';
import { bindWith } from '../protocol/bind.ts';
import { Contracts } from '../protocol/contracts.ts';
import { openStore } from '../store/store.ts';
import { runCommand, UsageError } from './arguments.ts';
import { projectRoot } from './command.ts';
import { explained } from './explained.ts';
import { failLoudly } from './fail-loudly.ts';
import { listenError, portOf } from './listen-error.ts';
import type { CredentialOptions } from './serve-credentials.ts';
import { credentialHelp, credentialOptions } from './serve-credentials.ts';
import { serveWsdl } from './serve-wsdl.ts';
import { untilStopped } from './until-stopped.ts';

export const help = `passerelle serve: the gateway alone, from the environment

  REDIS_URL             the Redis that keeps calls and jobs (appendonly yes, appendfsync always)
  PASSERELLE_KEYS       what is kept is encrypted with it: 2026a:<base64 of 32 bytes>, the newest first
  PASSERELLE_API_KEYS   client:<sha256 of the key, hex>:call:tva ops:read; next client…
                        without any, the gateway listens on loopback only
  PASSERELLE_ADAPTERS   the adapters to serve; all where it is absent
  HOST, PORT            where to listen; 127.0.0.1 without API keys, else 0.0.0.0; 8080
  LOG_LEVEL             info
  PASSERELLE_MAX_REQUEST_BYTES, PASSERELLE_MAX_REPLY_BYTES, PASSERELLE_GRACE_SECONDS
  and the variables of each adapter. Any of them may stand in a file that <NAME>_FILE names.

passerelle serve --wsdl FILE: every operation of a WSDL at POST /<name>/<Operation>, without code

  --name NAME           the URL's first segment; the file's name where it is absent
  --endpoint URL        where the partner listens; the WSDL's own address where it is absent
  --wsdl-port PORT      the one port of the WSDL to serve
  --idempotent NAMES    operations that may be sent twice, as Add,Subtract, or all. The others need an
                        Idempotency-Key and a Redis: REDIS_URL, or redis-server on this machine
  --corrections FILE    where the partner's messages disagree with the WSDL for good: a module or JSON
  --mtom                binary content travels as MTOM, though the WSDL does not ask for it
${credentialHelp}

Both:
  --port N, --host H    instead of PORT and HOST`;

const options = {
  wsdl: { type: 'string' },
  name: { type: 'string' },
  endpoint: { type: 'string' },
  'wsdl-port': { type: 'string' },
  idempotent: { type: 'string' },
  corrections: { type: 'string' },
  mtom: { type: 'boolean' },
  ...credentialOptions,
  port: { type: 'string' },
  host: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Given = Partial<
  Record<'wsdl' | 'name' | 'endpoint' | 'wsdl-port' | 'idempotent' | 'corrections' | 'port' | 'host', string>
> & {
  readonly mtom?: boolean;
} & CredentialOptions;

const credentialNames = Object.keys(credentialOptions) as (keyof typeof credentialOptions)[];
const zeroCodeOnly = [
  'name',
  'endpoint',
  'wsdl-port',
  'idempotent',
  'corrections',
  'mtom',
  ...credentialNames,
] as const;

export async function run(args: string[]): Promise<number> {
  return runCommand({ name: 'serve', help, options, work: serve }, args);
}

async function serve(given: Given, positionals: readonly string[]): Promise<number> {
  if (positionals.length > 0) throw new UsageError(`what is ${positionals[0]}? A WSDL is given with --wsdl`);
  const source = { ...processEnvironment() };
  if (given.port !== undefined) source['PORT'] = String(portOf(given.port));
  if (given.host !== undefined) source['HOST'] = given.host;
  if (given.wsdl !== undefined) return serveWsdl({ ...given, wsdl: given.wsdl }, source);
  const strays = zeroCodeOnly.filter((name) => given[name] !== undefined);
  if (strays.length > 0) throw new UsageError(`--${strays[0]} goes with --wsdl`);
  const known: Adapter[] = Object.values(await import('../../adapters/index.ts'));
  return serveAdapters(readConfig(known, 'required', source));
}

async function serveAdapters(config: Config): Promise<number> {
  const { redisUrl: url, keyring: keys, graceMs } = config;
  if (url === undefined || keys === undefined) throw new Error('a store and its keys are required');
  const log = openLog({ level: config.logLevel });
  failLoudly(log);
  const stopped = untilStopped();
  const limits = { maxReplyBytes: config.maxReplyBytes };
  const contracts = new Contracts(join(projectRoot, 'wsdl'));
  const adapters = explained(() =>
    config.adapters.map(({ adapter, env }) => bindWith(adapter, env, contracts, limits)),
  );
  const store = openStore({ url, keys, log: log.logger });
  const gateway = await openGateway(
    { adapters, store, apiKeys: config.apiKeys, log: log.logger, limits: { bodyBytes: config.maxRequestBytes } },
    config.host,
    config.port,
  ).catch((error: unknown) => {
    throw listenError(error, config.host, config.port);
  });
  if (config.apiKeys.length === 0) {
    log.logger.warn('no PASSERELLE_API_KEYS: everything is open, so the gateway listens on loopback only');
  }
  log.logger.info({ url: gateway.url, adapters: adapters.map((bound) => bound.adapter.name) }, 'listening');
  const signal = await stopped;
  log.logger.info({ signal, graceMs }, 'stopping: calls may end');
  await gateway.close(graceMs);
  log.logger.info('stopped');
  log.close();
  return 0;
}
