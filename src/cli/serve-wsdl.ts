import { basename, extname, join } from 'node:path';
import type { OperationModel } from '../codec/index.ts';
import { partnerSecrets, readConfig } from '../config.ts';
import { openGateway } from '../gateway.ts';
import { openLog } from '../log.ts';
import type { BoundAdapter } from '../protocol/bound.ts';
import type { WsdlAdapterOptions } from '../protocol/wsdl-adapter.ts';
import { wsdlAdapter } from '../protocol/wsdl-adapter.ts';
import type { Store } from '../store/store.ts';
import { openStore } from '../store/store.ts';
import { absentStore } from './absent-store.ts';
import { UsageError } from './arguments.ts';
import type { CredentialOptions } from './serve-credentials.ts';
import { credentialsOf } from './serve-credentials.ts';
import { projectRoot } from './command.ts';
import type { EmbeddedRedis } from './embedded-redis.ts';
import { startRedis } from './embedded-redis.ts';
import { failLoudly } from './fail-loudly.ts';
import { listenError } from './listen-error.ts';
import { loadCorrections, readDocument } from './load-document.ts';
import { localKeyring } from './local-key.ts';
import { untilStopped } from './until-stopped.ts';

/** The options of `serve --wsdl`, as they are given. */
export interface WsdlOptions extends CredentialOptions {
  readonly wsdl: string;
  readonly name?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly 'wsdl-port'?: string | undefined;
  readonly idempotent?: string | undefined;
  readonly corrections?: string | undefined;
  readonly mtom?: boolean | undefined;
}

/** Where calls are kept, and how that is said. */
interface Keeping {
  readonly store: Store;
  readonly redis: EmbeddedRedis | undefined;
  readonly hasStore: boolean;
  readonly words: string;
}

/** Zero code: a WSDL's operations as JSON. What is said to people goes to standard error; the log is standard output. */
export async function serveWsdl(given: WsdlOptions, source: NodeJS.ProcessEnv): Promise<number> {
  const config = readConfig([], 'optional', { ...source, PASSERELLE_ADAPTERS: undefined });
  const bound = bind(given, config.maxReplyBytes, source);
  const log = openLog({ level: config.logLevel });
  failLoudly(log);
  const stopped = untilStopped();
  const keeping = await keep(config, bound, log.logger);
  const { store, hasStore } = keeping;
  try {
    const gateway = await openGateway(
      {
        adapters: [bound],
        store,
        hasStore,
        apiKeys: config.apiKeys,
        log: log.logger,
        limits: { bodyBytes: config.maxRequestBytes },
      },
      config.host,
      config.port,
    ).catch((error: unknown) => {
      throw listenError(error, config.host, config.port);
    });
    for (const line of startLines(given.wsdl, bound, gateway.url, keeping.words)) process.stderr.write(`${line}\n`);
    await stopped;
    await gateway.close(config.graceMs);
  } finally {
    await keeping.redis?.close();
    log.close();
  }
  return 0;
}

function bind(given: WsdlOptions, maxReplyBytes: number, source: NodeJS.ProcessEnv): BoundAdapter {
  const options: { -readonly [Name in keyof WsdlAdapterOptions]: WsdlAdapterOptions[Name] } = {
    file: given.wsdl,
    name: given.name ?? nameOf(given.wsdl),
    idempotent: idempotentOf(given.idempotent),
    limits: { maxReplyBytes },
    auth: credentialsOf(given, partnerSecrets(source)),
  };
  if (given.endpoint !== undefined) options.endpoint = given.endpoint;
  if (given.mtom) options.attachments = 'mtom';
  if (given.corrections !== undefined) options.corrections = loadCorrections(given.corrections);
  if (given['wsdl-port'] !== undefined) options.port = given['wsdl-port'];
  const bound = readDocument(given.wsdl, () => wsdlAdapter(options));
  const unknown = namesIn(given.idempotent).filter(
    (name) => ![...bound.operations.keys()].some((path) => path === name || path.endsWith(`.${name}`)),
  );
  if (unknown.length > 0)
    throw new UsageError(`--idempotent names ${unknown.join(', ')}, which the WSDL does not have`);
  return bound;
}

function namesIn(idempotent: string | undefined): string[] {
  return idempotent === undefined || idempotent === 'all' ? [] : idempotent.split(',').map((name) => name.trim());
}

function idempotentOf(given: string | undefined): (operation: OperationModel) => boolean {
  if (given === 'all') return () => true;
  const names = new Set(namesIn(given));
  return (operation) => names.has(operation.name) || names.has(operation.inputName);
}

/** `BankService.wsdl` is served at `/bankservice`, and so is `BankService.wsdl.xml`. */
function nameOf(file: string): string {
  const name = basename(file, extname(file))
    .toLowerCase()
    .replace(/\.wsdl$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'wsdl' : name;
}

async function keep(
  config: ReturnType<typeof readConfig>,
  bound: BoundAdapter,
  log: Parameters<typeof openStore>[0]['log'],
): Promise<Keeping> {
  if (config.redisUrl !== undefined && config.keyring !== undefined) {
    const store = openStore({ url: config.redisUrl, keys: config.keyring, log });
    return { store, redis: undefined, hasStore: true, words: 'Calls are kept in the Redis of REDIS_URL.' };
  }
  const noneNeedsStore = [...bound.operations.values()].every(({ operation }) => operation.idempotent);
  const absent = { store: absentStore(), redis: undefined, hasStore: false };
  if (noneNeedsStore) return { ...absent, words: 'Nothing is kept: every operation may be sent twice.' };
  try {
    const home = join(projectRoot, '.passerelle');
    const redis = await startRedis(home);
    const store = openStore({ url: redis.url, keys: localKeyring(join(home, 'key')), log });
    return { store, redis, hasStore: true, words: `Calls are kept in ${redis.folder}.` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const words =
      'There is no redis-server here and no REDIS_URL: operations that need an Idempotency-Key answer store_unavailable.';
    return { ...absent, words };
  }
}

function startLines(file: string, bound: BoundAdapter, url: string, words: string): string[] {
  const { name } = bound.adapter;
  const operations = [...bound.operations.values()].map(({ operation }) => operation);
  const width = Math.max(...operations.map(({ route }) => route.length));
  return [
    `passerelle serves ${file} as "${name}"`,
    ...operations.map(({ route, idempotent }) => {
      const [method, path = ''] = route.split(' ');
      const line = `  ${method} ${url}/${name}${path.padEnd(width - 5)}`;
      return idempotent ? line.trimEnd() : `${line}  needs an Idempotency-Key`;
    }),
    words,
    `To read and try: ${url}/docs   OpenAPI: ${url}/openapi.json   Health: ${url}/health`,
  ];
}
