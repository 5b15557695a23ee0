import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

/** The gateway's version, as OpenAPI and `--version` show it. */
export const version = manifest.version;
