import { describe, expect, test } from 'vitest';
import { sampleOf } from '../../../src/codec/describe/sample.ts';
import { typescriptOf } from '../../../src/codec/describe/typescript.ts';
import { encodeRoot } from '../../../src/codec/encode/element.ts';
import { link } from '../../../src/codec/link.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { Namespaces } from '../../../src/codec/namespaces.ts';
import type { EncodeProblem } from '../../../src/codec/problem.ts';
import { compilerErrors } from '../../types/compiled.ts';
import { loaded } from '../corpus/proof.ts';

const models = loaded();

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
