import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { typescriptOf } from '../../../src/codec/describe/typescript.ts';
import { encodeRoot } from '../../../src/codec/encode/element.ts';
import { link } from '../../../src/codec/link.ts';
import { loadWsdl } from '../../../src/codec/load.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { EncodeProblem } from '../../../src/codec/problem.ts';
import { compilerErrors } from '../../types/compiled.ts';

/** Public WSDLs, one folder per service; not part of the project. */
const corpus = '../shared/wsdl-corpus';

/** The models of all that loads; what does not is another test's. */
const models = new Map<string, Model>(
  names().flatMap((name): [string, Model][] => {
    const { entry } = JSON.parse(readFileSync(join(corpus, name, 'source.json'), 'utf8')) as { entry: string };
    try {
      return [[name, loadWsdl(join(corpus, name, entry))]];
    } catch {
      return [];
    }
  }),
);

function names(): string[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus).filter((name) => existsSync(join(corpus, name, 'source.json')));
}

/** What the encoder refuses of a document message's sample. */
function problemsOf(model: Model, message: MessageModel | undefined): EncodeProblem[] {
  const problems: EncodeProblem[] = [];
  const [part] = message?.parts ?? [];
  if (message !== undefined && part?.key === '') {
    const sample = sampleOf(model, message, { headers: false });
    encodeRoot(link(model), part.element, sample, new Namespaces(), problems);
  }
  return problems;
}

describe.skipIf(models.size === 0)('public WSDLs (skipped where ../shared/wsdl-corpus is missing)', () => {
  test.each([...models])('the samples of %s are messages that its schema takes', (_, model) => {
    const messages = model.operations.flatMap(({ input, output }) => [input, output]);
    expect(messages.flatMap((message) => problemsOf(model, message))).toEqual([]);
  });

  test('every generated module compiles as the project does', async () => {
    const modules = [...models].map(([name, model]): [string, string] => [
      `${name}.ts`,
      typescriptOf(model, { file: `${name}.wsdl`, command: 'none' }),
    ]);
    expect(await compilerErrors(modules)).toEqual([]);
  });
});
