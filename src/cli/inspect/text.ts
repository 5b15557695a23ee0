import { elementSignatureOf } from '../../codec/describe/signature.ts';
import { plainDocumentation, signatureOf } from '../../codec/index.ts';
import type { MessageModel, Model, OperationModel } from '../../codec/model.ts';
import type { Description, Port } from './description.ts';
import { indentedXml } from './indented-xml.ts';
import type { Sample } from './sample.ts';
import { sampleDocument, sampleMessage } from './sample.ts';

/** The description for people. */
export function asText(model: Model, { file, ports, elements }: Description, samples: boolean): string {
  const services = new Set(ports.map(({ service }) => service).filter((service) => service !== '')).size;
  const operations = ports.reduce((sum, port) => sum + port.operations.length, 0);
  const head =
    elements.length > 0
      ? `${file}: ${count(elements.length, 'element')}`
      : `${file}: ${count(services, 'service')}, ${count(ports.length, 'SOAP port')}, ${count(operations, 'operation')}`;
  const blocks = [
    head,
    ...ports.map((port) => portText(model, port, samples)),
    ...elements.map(([name, element]) => {
      const signature = `${name} ${elementSignatureOf(model, element)}`;
      return samples ? `${signature}\n${sampleText('sample', sampleDocument(model, element))}` : signature;
    }),
  ];
  if (model.skipped.length > 0) blocks.push(['skipped:', ...model.skipped.map((each) => `  ${each}`)].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function portText(model: Model, { service, name, soap, address, operations }: Port, samples: boolean): string {
  const where = service === '' ? `no service, binding ${name}` : `service ${service}, port ${name}`;
  const head = `${where}: SOAP ${soap}, ${address === '' ? 'no address' : address}`;
  return [head, ...operations.map((operation) => indented(operationText(model, operation, samples), '  '))].join(
    '\n\n',
  );
}

function operationText(model: Model, operation: OperationModel, samples: boolean): string {
  const { name, inputName, style, action, addressing, documentation, input, output } = operation;
  const notes = [
    ...(inputName !== '' && inputName !== name ? [`input ${inputName}`] : []),
    input.use === 'encoded' ? `${style}, encoded` : style,
    ...(action === '' ? [] : [`action ${action}`]),
    ...(addressing ? ['WS-Addressing'] : []),
  ];
  const lines = [signatureOf(model, operation), `(${notes.join(', ')})`];
  const about = plainDocumentation(documentation ?? '', 400);
  if (about !== '') lines.unshift(`# ${about}`);
  const show = (direction: 'input' | 'output', message: MessageModel): number =>
    lines.push(sampleText(direction, sampleMessage(model, operation, message, direction)));
  if (samples) show('input', input);
  if (samples && output) show('output', output);
  return lines.join('\n');
}

function sampleText(title: string, { json, xml }: Sample): string {
  const text = xml === undefined ? 'no finite message fits the schema' : indentedXml(xml);
  return `${title}: ${compact(json)}\n${indented(text, '  ')}`;
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
