import { basename } from 'node:path';
import { plainDocumentation, sampleOf, signatureOf } from '../codec/index.ts';
import { elementSignatureOf } from '../codec/describe/signature.ts';
import { sampleOfElement } from '../codec/describe/sample.ts';
import type { MessageModel, Model, OperationModel } from '../codec/model.ts';
import { print, runCommand, UsageError } from './arguments.ts';
import { loadDocument } from './load-document.ts';

export const help = `
passerelle inspect FILE [OPERATION…] [--no-sample] [--json]

Shows what a WSDL or XSD offers: services, ports, operations with their signatures, and a sample of what each takes and
gives. The samples are what zero code takes: passerelle serve --wsdl FILE.

  FILE         a .wsdl, or an .xsd: then its elements are shown
  OPERATION    only these operations or elements
  --no-sample  signatures alone
  --json       as JSON
`;

const options = {
  sample: { type: 'boolean', default: true },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Prints what a WSDL or XSD offers. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  return runCommand(
    {
      name: 'inspect',
      help,
      options,
      work: async ({ sample, json }, [file, ...operations]) => {
        if (file === undefined) throw new UsageError('which FILE?');
        const model = loadDocument(file);
        const description = describe(model, file, operations);
        const text = json
          ? `${JSON.stringify(described(model, description, sample), undefined, 2)}\n`
          : written(model, description, sample);
        await print(text);
        return 0;
      },
    },
    args,
  );
}

interface Port {
  readonly service: string;
  readonly name: string;
  readonly soap: string;
  readonly address: string;
  readonly operations: readonly OperationModel[];
}

interface Description {
  readonly file: string;
  readonly ports: readonly Port[];
  /** Global elements, of an XSD. */
  readonly elements: readonly (readonly [string, number])[];
}

function describe(model: Model, file: string, wanted: readonly string[]): Description {
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  const operations = model.operations.filter(({ name }) => isWanted(name));
  const elements =
    model.operations.length > 0
      ? []
      : Object.entries(model.globalElements).filter(([name]) => isWanted(name.slice(name.indexOf('}') + 1)));
  const known = new Set([
    ...operations.map(({ name }) => name),
    ...elements.map(([name]) => name.slice(name.indexOf('}') + 1)),
  ]);
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown !== undefined) throw new UsageError(`${basename(file)} has no operation or element "${unknown}"`);
  const ports = Object.values(Object.groupBy(operations, ({ service, port }) => JSON.stringify([service, port])));
  return { file: basename(file), elements, ports: ports.flatMap((group = []) => portOf(group)) };
}

function portOf(operations: readonly OperationModel[]): Port[] {
  return operations
    .slice(0, 1)
    .map(({ service, port, soap, address }) => ({ service, name: port, soap, address, operations }));
}

function written(model: Model, { file, ports, elements }: Description, sample: boolean): string {
  const services = new Set(ports.map(({ service }) => service).filter((service) => service !== '')).size;
  const operations = ports.reduce((sum, port) => sum + port.operations.length, 0);
  const head =
    elements.length > 0
      ? `${file}: ${count(elements.length, 'element')}`
      : `${file}: ${count(services, 'service')}, ${count(ports.length, 'SOAP port')}, ${count(operations, 'operation')}`;
  const blocks = [
    head,
    ...ports.map((port) => portText(model, port, sample)),
    ...elements.map(([name, element]) => elementText(model, name, element, sample)),
  ];
  if (model.skipped.length > 0) blocks.push(['skipped:', ...model.skipped.map((each) => `  ${each}`)].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function portText(model: Model, { service, name, soap, address, operations }: Port, sample: boolean): string {
  const where = service === '' ? `no service, binding ${name}` : `service ${service}, port ${name}`;
  const head = `${where}: SOAP ${soap}, ${address === '' ? 'no address' : address}`;
  return [head, ...operations.map((operation) => indented(operationText(model, operation, sample), '  '))].join('\n\n');
}

function operationText(model: Model, operation: OperationModel, sample: boolean): string {
  const { name, inputName, style, action, addressing, documentation, input, output } = operation;
  const notes = [
    ...(inputName !== '' && inputName !== name ? [`input ${inputName}`] : []),
    style,
    ...(action === '' ? [] : [`action ${action}`]),
    ...(addressing ? ['WS-Addressing'] : []),
  ];
  const lines = [signatureOf(model, operation), `(${notes.join(', ')})`];
  const about = plainDocumentation(documentation ?? '', 400);
  if (about !== '') lines.unshift(`# ${about}`);
  if (sample) lines.push(sampleText(model, 'input', input));
  if (sample && output) lines.push(sampleText(model, 'output', output));
  return lines.join('\n');
}

function sampleText(model: Model, direction: 'input' | 'output', message: MessageModel): string {
  return `${direction}: ${compact(sampleOf(model, message, { direction }))}`;
}

function elementText(model: Model, name: string, element: number, sample: boolean): string {
  const lines = [`${name} ${elementSignatureOf(model, element)}`];
  if (sample) lines.push(`sample: ${compact(sampleOfElement(model, element))}`);
  return lines.join('\n');
}

/** On one line where that is readable. */
function compact(value: unknown): string {
  const line = JSON.stringify(value);
  return line.length <= 100 ? line : JSON.stringify(value, undefined, 2);
}

function indented(text: string, indent: string): string {
  return text
    .split('\n')
    .map((line) => indent + line)
    .join('\n');
}

function described(model: Model, { file, ports, elements }: Description, sample: boolean): unknown {
  return {
    file,
    ports: ports.map(({ operations, ...port }) => ({
      ...port,
      operations: operations.map((operation) => ({
        name: operation.name,
        inputName: operation.inputName,
        style: operation.style,
        action: operation.action,
        addressing: operation.addressing,
        documentation: operation.documentation,
        signature: signatureOf(model, operation),
        faults: operation.faults.map((fault) => fault.name),
        ...(sample
          ? {
              input: sampleOf(model, operation.input),
              output: operation.output && sampleOf(model, operation.output, { direction: 'output' }),
            }
          : {}),
      })),
    })),
    elements: elements.map(([name, element]) => ({
      name,
      signature: elementSignatureOf(model, element),
      ...(sample ? { sample: sampleOfElement(model, element) } : {}),
    })),
    skipped: model.skipped,
  };
}
