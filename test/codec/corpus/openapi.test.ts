import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { createAccess } from '../../../src/http/access.ts';
import { createOpenApi } from '../../../src/http/openapi.ts';
import { wsdlAdapter } from '../../../src/protocol/wsdl-adapter.ts';
import { entryFile } from '../../support/wsdl-corpus.ts';
import { loaded } from './proof.ts';

const models = loaded();

describe.skipIf(models.size === 0)('public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  it.each([...models.keys()])(
    '%s is served with an OpenAPI document that lints',
    { timeout: 120_000 },
    async (name) => {
      const adapter = wsdlAdapter({ file: entryFile(name), name: 'corpus', endpoint: 'http://127.0.0.1:9' });
      const document = createOpenApi({ adapters: [adapter], access: createAccess([]), version: '1.0.0' });
      await adapter.close();
      const problems = await lintFromString({
        source: JSON.stringify(document),
        absoluteRef: 'openapi.json',
        config: await createConfig({
          extends: ['recommended-strict'],
          rules: { 'info-license': 'off', 'operation-4xx-response': 'off' },
        }),
      });
      expect(problems.map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`)).toEqual(
        [],
      );
    },
  );
});
