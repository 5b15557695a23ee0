import type { Contract, EncodeProblem, OperationModel } from '../../codec/index.ts';
import { sampleOf } from '../../codec/index.ts';
import { soapHeaders, writeEnvelope } from '../../protocol/soap/envelope.ts';
import { isJsonObject } from '../../protocol/json-object.ts';
import { SoapMessageWriter } from '../../protocol/soap/soap-message.ts';
import { quoted } from '../curl.ts';
import { portPath } from './port-path.ts';
import type { WsdlSimulator } from './simulator.ts';

/** What is worth pasting. */
const longestSample = 4_000;
const mostSamples = 50;
const mostNames = 20;

/** What is played and where, and lines to paste that try it. `given` are the names that have a reply of someone's own. */
export function startLines(
  wsdl: string,
  { url, contract, operations }: WsdlSimulator,
  given: readonly string[],
): string[] {
  const ports = Object.values(Object.groupBy(operations, ({ service, port }) => portPath(service, port)));
  return [
    `passerelle simulates the partner of ${wsdl}; its WSDL is at ${url}/?wsdl`,
    ...ports.flatMap((port = []) => portLines(url, port, given)),
    ...tryLines(wsdl, url, contract, operations),
    `To make it misbehave: curl -sS ${url}/_switch -d '{"mode":"down","times":3}'`,
  ];
}

function portLines(url: string, operations: readonly OperationModel[], given: readonly string[]): string[] {
  const [first] = operations;
  if (first === undefined) return [];
  const names = operations.slice(0, mostNames).map(({ name, inputName }) => {
    return given.includes(name) || given.includes(inputName) ? `${name} (your reply)` : name;
  });
  const more = operations.length > mostNames ? `, and ${operations.length - mostNames} more` : '';
  return [`  ${url}${portPath(first.service, first.port)}   SOAP ${first.soap}: ${names.join(', ')}${more}`];
}

function tryLines(wsdl: string, url: string, contract: Contract, operations: readonly OperationModel[]): string[] {
  const serve = `npm run passerelle -- serve --wsdl ${quoted(wsdl)} --endpoint ${url}/ --idempotent all`;
  for (const operation of operations.slice(0, mostSamples)) {
    const message = sampleMessage(contract, operation);
    if (message === undefined || message.length > longestSample) continue;
    const headers = soapHeaders(operation);
    const flags = ['content-type', 'soapaction'].flatMap((name) => {
      const at = headers.indexOf(name);
      return at === -1 ? [] : ['-H', quoted(`${name}: ${headers[at + 1] ?? ''}`)];
    });
    const path = portPath(operation.service, operation.port);
    return [
      `To try ${operation.name}:`,
      `  curl -sS ${url}${path} ${flags.join(' ')} -d ${quoted(message)}`,
      'Behind the gateway:',
      `  ${serve}`,
    ];
  }
  return ['Behind the gateway:', `  ${serve}`];
}

/** A message that the contract takes, with invented values; `undefined` where none can be invented, or where a part travels beside it. */
function sampleMessage(contract: Contract, operation: OperationModel): string | undefined {
  const problems: EncodeProblem[] = [];
  const sample = sampleOf(contract.model, operation.input);
  const { $headers, ...content } = isJsonObject(sample) ? sample : {};
  const writer = new SoapMessageWriter(contract, operation, true);
  const { namespaces, headers, body, parts } = writer.write(content, $headers, problems);
  return problems.length > 0 || parts.length > 0 ? undefined : writeEnvelope(namespaces, headers, body);
}
