import { basename } from 'node:path';
import type { ElementRef, Model, OperationModel } from '../../codec/model.ts';
import { UsageError } from '../arguments.ts';

export interface Port {
  readonly service: string;
  readonly name: string;
  readonly soap: string;
  readonly address: string;
  readonly operations: readonly OperationModel[];
}

/** What of a document is shown. */
export interface Description {
  readonly file: string;
  readonly ports: readonly Port[];
  /** Global elements, of an XSD. */
  readonly elements: readonly (readonly [name: string, element: ElementRef])[];
}

/** All that a document offers, or the operations and elements that are wanted. Throws UsageError for one it has not. */
export function describe(model: Model, file: string, wanted: readonly string[]): Description {
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  const operations = model.operations.filter(({ name }) => isWanted(name));
  const elements =
    model.operations.length > 0 ? [] : Object.entries(model.globalElements).filter(([name]) => isWanted(localOf(name)));
  const known = new Set([...operations.map(({ name }) => name), ...elements.map(([name]) => localOf(name))]);
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new UsageError(`${basename(file)} has no operation or element "${unknown}": without a name, all are shown`);
  const ports = Object.values(Object.groupBy(operations, ({ service, port }) => JSON.stringify([service, port])));
  return { file: basename(file), elements, ports: ports.flatMap((group = []) => portOf(group)) };
}

function localOf(name: string): string {
  return name.slice(name.indexOf('}') + 1);
}

function portOf(operations: readonly OperationModel[]): Port[] {
  return operations
    .slice(0, 1)
    .map(({ service, port, soap, address }) => ({ service, name: port, soap, address, operations }));
}
