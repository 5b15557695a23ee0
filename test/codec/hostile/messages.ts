import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract, OperationModel } from '../../../src/codec/index.ts';
import { link, loadWsdl } from '../../../src/codec/index.ts';
import { SoapReplyReader } from '../../../src/protocol/soap/soap-reply.ts';
import { ourTree } from '../xml/canonical-tree.ts';
import { corpus, entryFile, services } from '../../support/wsdl-corpus.ts';
import { unusual } from '../xml/unusual-documents.ts';

/** A real message, and the operations whose reply it is. */
export interface Message {
  readonly name: string;
  readonly bytes: Buffer;
  readonly readers: readonly SoapReplyReader[];
}

const largest = 20_000;
/** One operation's reader knows a reply as well as ten that share its elements. */
const mostReaders = 2;

function readersOf(file: string): SoapReplyReader[] {
  let contract: Contract;
  try {
    contract = link(loadWsdl(file));
  } catch {
    return []; // What does not load, and why, is said by the test of the corpus.
  }
  const { model } = contract;
  return model.operations
    .filter((operation: OperationModel) => operation.output !== undefined)
    .map((operation) => new SoapReplyReader(contract, operation, {}, true));
}

function taken(reader: SoapReplyReader, text: string): boolean {
  try {
    reader.read(text);
    return true;
  } catch {
    return false;
  }
}

function messagesIn(pattern: string, readers: readonly SoapReplyReader[]): Message[] {
  return globSync(pattern)
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(name) }))
    .filter(({ bytes }) => bytes.length <= largest && isWhole(bytes))
    .map(({ name, bytes }) => {
      const own = readers.filter((reader) => taken(reader, bytes.toString())).slice(0, mostReaders);
      return { name, bytes, readers: own };
    });
}

function isWhole(bytes: Buffer): boolean {
  try {
    ourTree(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What the adapters' partners say, the recorded messages of the public WSDLs where they are, and a table's odd documents. */
export function realMessages(): Message[] {
  const own = ['tva/verification.wsdl', 'droits/droits.wsdl'].flatMap((wsdl) =>
    messagesIn(`adapters/${wsdl.split('/', 1)[0]}/cases/*/re*.xml`, readersOf(join('wsdl', wsdl))),
  );
  const optique = messagesIn('adapters/optique/cases/*/re*.xml', []);
  const recorded = services().flatMap((name) => messagesIn(join(corpus, name, '**/*.xml'), readersOf(entryFile(name))));
  const odd = Object.values(unusual).flatMap((section) =>
    section.map(([name, document]) => ({ name, bytes: Buffer.from(document), readers: [] })),
  );
  return [...own, ...optique, ...recorded, ...odd];
}
