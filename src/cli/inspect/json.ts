import { elementSignatureOf } from '../../codec/describe/signature.ts';
import { signatureOf } from '../../codec/index.ts';
import type { Model, OperationModel } from '../../codec/model.ts';
import type { Description } from './description.ts';
import { sampleDocument, sampleMessage } from './sample.ts';

/** The description for programs. */
export function asJson(model: Model, { file, ports, elements }: Description, samples: boolean): string {
  const described = {
    file,
    ports: ports.map(({ operations, ...port }) => ({
      ...port,
      operations: operations.map((operation) => operationOf(model, operation, samples)),
    })),
    elements: elements.map(([name, element]) => ({
      name,
      signature: elementSignatureOf(model, element),
      ...(samples ? { sample: sampleDocument(model, element) } : {}),
    })),
    skipped: model.skipped,
  };
  return `${JSON.stringify(described, undefined, 2)}\n`;
}

function operationOf(model: Model, operation: OperationModel, samples: boolean): unknown {
  const { name, inputName, style, action, addressing, documentation, faults, input, output } = operation;
  return {
    name,
    inputName,
    style,
    use: input.use,
    action,
    addressing,
    documentation,
    signature: signatureOf(model, operation),
    faults: faults.map((fault) => fault.name),
    ...(samples
      ? {
          input: sampleMessage(model, operation, input, 'input'),
          output: output && sampleMessage(model, operation, output, 'output'),
        }
      : {}),
  };
}
