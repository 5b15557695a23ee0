import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Adapter } from './adapter/adapter.ts';
import { Secret } from './adapter/secret.ts';
import { ConfigError, problemsOf, valueOf } from './config-problem.ts';
import { ApiKey } from './http/api-key.ts';
import { logLevels } from './log.ts';
import type { LogLevel } from './log.ts';
import { parseKeyring } from './store/keyring.ts';
import type { Keyring } from './store/keyring.ts';

/** What the gateway is told by its environment, checked. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
  readonly redisUrl: string | undefined;
  readonly keyring: Keyring | undefined;
  readonly apiKeys: readonly ApiKey[];
  readonly adapters: readonly ConfiguredAdapter[];
  readonly maxRequestBytes: number;
  readonly maxReplyBytes: number;
  /** How long calls may take to end when the gateway is stopped. */
  readonly graceMs: number;
}

/** An adapter to serve, and what its schema made of the environment. */
export interface ConfiguredAdapter {
  readonly adapter: Adapter;
  readonly env: unknown;
}

type Environment = Readonly<Record<string, string>>;

/** `required`: without a store and a keyring nothing is served; `optional`: zero code, where reads need none. */
export type StoreNeed = 'required' | 'optional';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const size = z.coerce.number().int().min(1_024);

const apiKeys = z.string().transform((text, context): ApiKey[] =>
  text
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry, index) => {
      const [, client, hash, scopes = ''] = /^([^:]*):([^:]*)(?::(.*))?$/.exec(entry) ?? [];
      const key = ApiKey.safeParse({ client, hash, scopes: scopes.split(/\s+/).filter((scope) => scope !== '') });
      if (key.success) return key.data;
      const issue = key.error.issues[0];
      const part = String(issue?.path[0] ?? 'it');
      context.addIssue({ code: 'custom', message: `entry ${index + 1}: ${part} ${issue?.message ?? 'is ill-formed'}` });
      return z.NEVER;
    }),
);

const keyring = z.string().transform((text, context): Keyring => {
  try {
    return parseKeyring(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is ill-formed' });
    return z.NEVER;
  }
});

/** The gateway's own variables. A description says what the variable should be: it stands in each message about it. */
const variables = z.object({
  HOST: z.string().min(1).optional().describe('the address to listen on, as 127.0.0.1, or 0.0.0.0 for all'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080).describe('a port, 0 to 65535'),
  LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .describe(`one of ${logLevels.join(', ')}`),
  REDIS_URL: z
    .url({ protocol: /^(rediss?|unix)$/ })
    .optional()
    .describe('the Redis that keeps calls and jobs, as redis://127.0.0.1:6379'),
  PASSERELLE_KEYS: keyring
    .optional()
    .describe(
      'the keys that encrypt what is kept, as 2026a:<base64 of 32 bytes>; make one with: openssl rand -base64 32',
    ),
  PASSERELLE_API_KEYS: apiKeys
    .optional()
    .describe('the clients, as client:<sha256 of the key, in hex>:call:tva ops:read; next client…'),
  PASSERELLE_ADAPTERS: z.string().optional().describe('the adapters to serve, as tva,optique; all where it is absent'),
  PASSERELLE_MAX_REQUEST_BYTES: size.default(1_048_576).describe('the largest request, in bytes'),
  PASSERELLE_MAX_REPLY_BYTES: size.default(33_554_432).describe('the largest reply of a partner, in bytes'),
  PASSERELLE_GRACE_SECONDS: z.coerce
    .number()
    .min(0)
    .max(600)
    .default(20)
    .describe('how long calls may take to end when stopped, in seconds'),
});

/** What a partner folder's schema looks like to us. */
type EnvSchema = z.ZodObject<Record<string, z.ZodType>>;

/** The environment of this process. */
export function processEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/**
 * The API key of whoever calls a gateway from the command line: `PASSERELLE_KEY`, or the file that `PASSERELLE_KEY_FILE`
 * names. Throws a {@link ConfigError} where that file cannot be read.
 */
export function callerKey(source: NodeJS.ProcessEnv = process.env): string | undefined {
  const problems: string[] = [];
  const { PASSERELLE_KEY: key } = gather(['PASSERELLE_KEY'], source, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return key;
}

/** What greets the partner of `serve --wsdl` and is secret. */
export interface PartnerSecrets {
  readonly password: Secret | undefined;
  readonly header: Secret | undefined;
  readonly passphrase: Secret | undefined;
}

/**
 * `PASSERELLE_PARTNER_PASSWORD`, `…_HEADER` and `…_PASSPHRASE`, or the files that those names with `_FILE` name. Throws a
 * {@link ConfigError} where a file cannot be read.
 */
export function partnerSecrets(source: NodeJS.ProcessEnv = process.env): PartnerSecrets {
  const problems: string[] = [];
  const names = ['PASSERELLE_PARTNER_PASSWORD', 'PASSERELLE_PARTNER_HEADER', 'PASSERELLE_PARTNER_PASSPHRASE'] as const;
  const values = gather(names, source, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const [password, header, passphrase] = names.map((name) => values[name]).map((value) => value && new Secret(value));
  return { password: password || undefined, header: header || undefined, passphrase: passphrase || undefined };
}

/**
 * Reads the environment. Throws a {@link ConfigError} that names every wrong or missing variable, all at once, with
 * what it should be; a value is never shown.
 */
export function readConfig(
  known: readonly Adapter[],
  store: StoreNeed,
  source: NodeJS.ProcessEnv = process.env,
): Config {
  const problems: string[] = [];
  const own = gather(Object.keys(variables.shape), source, problems);
  const parsed = variables.safeParse(own);
  if (!parsed.success) problems.push(...problemsOf(parsed.error, variables, own));
  if (store === 'required') {
    for (const name of ['REDIS_URL', 'PASSERELLE_KEYS'] as const) {
      if (own[name] === undefined)
        problems.push(`${name} is missing: it should be ${variables.shape[name].description ?? ''}`);
    }
  } else if (own['REDIS_URL'] !== undefined && own['PASSERELLE_KEYS'] === undefined) {
    problems.push(
      `PASSERELLE_KEYS is missing beside REDIS_URL: it should be ${variables.shape.PASSERELLE_KEYS.description ?? ''}`,
    );
  }
  const open = own['PASSERELLE_API_KEYS'] === undefined;
  const host = own['HOST'] ?? (open ? '127.0.0.1' : '0.0.0.0');
  if (open && !loopback.test(host)) {
    problems.push(
      'HOST is not loopback, and without PASSERELLE_API_KEYS anyone could call: set the keys, or HOST=127.0.0.1',
    );
  }
  const chosen = choose(known, own['PASSERELLE_ADAPTERS'], problems);
  const adapters = chosen.map((adapter) => ({ adapter, env: adapterEnv(adapter, source, problems) }));
  if (problems.length > 0 || !parsed.success) throw new ConfigError(withoutEchoes(problems));
  const { data } = parsed;
  return {
    host,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    redisUrl: data.REDIS_URL,
    keyring: data.PASSERELLE_KEYS,
    apiKeys: data.PASSERELLE_API_KEYS ?? [],
    adapters,
    maxRequestBytes: data.PASSERELLE_MAX_REQUEST_BYTES,
    maxReplyBytes: data.PASSERELLE_MAX_REPLY_BYTES,
    graceMs: data.PASSERELLE_GRACE_SECONDS * 1_000,
  };
}

/** A variable whose file cannot be read is named for that alone, and not as missing too. */
function withoutEchoes(problems: readonly string[]): string[] {
  return problems.filter((problem) => {
    const [, missing] = /^(\w+) is missing/.exec(problem) ?? [];
    return missing === undefined || !problems.some((other) => other.startsWith(`${missing}_FILE `));
  });
}

function choose(known: readonly Adapter[], wanted: string | undefined, problems: string[]): readonly Adapter[] {
  if (wanted === undefined) return known;
  const names = new Set(wanted.split(/[\s,]+/).filter((name) => name !== ''));
  const unknown = [...names].filter((name) => !known.some((adapter) => adapter.name === name));
  if (unknown.length > 0) {
    const all = known.map((adapter) => adapter.name).join(', ');
    problems.push(`PASSERELLE_ADAPTERS names ${unknown.join(', ')}: it should be some of ${all}`);
  }
  return known.filter((adapter) => names.has(adapter.name));
}

function adapterEnv({ env, name }: Adapter, source: NodeJS.ProcessEnv, problems: string[]): unknown {
  const schema = env as EnvSchema;
  const values = gather(Object.keys(schema.shape), source, problems);
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  problems.push(...problemsOf(parsed.error, schema, values).map((problem) => `${problem} (adapter ${name})`));
  return undefined;
}

/** The variables by name, each from itself or from the file that `<NAME>_FILE` names. An empty one counts as absent. */
function gather(names: readonly string[], source: NodeJS.ProcessEnv, problems: string[]): Environment {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = valueOf(name, source, (file) => readFileSync(file, 'utf8'), problems);
    if (value !== undefined) values[name] = value;
  }
  return values;
}
