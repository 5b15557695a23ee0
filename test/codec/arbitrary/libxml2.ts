import type { XmlInputProvider } from 'libxml2-wasm';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlElement,
  XmlLibError,
  xmlRegisterInputProvider,
  XsdValidator,
} from 'libxml2-wasm';

/** Validates elements against a set of schemas with libxml2. */
export class Libxml2 implements Disposable {
  readonly #schema: XmlDocument;
  readonly #validator: XsdValidator;

  /** `texts` by address; the first is the one that imports the others. Throws what libxml2 says of the schemas. */
  constructor(texts: ReadonlyMap<string, string>) {
    files.current = new XmlBufferInputProvider(
      Object.fromEntries([...texts].map(([place, text]) => [place, Buffer.from(text)])),
    );
    const [[url = '', text = ''] = []] = texts;
    this.#schema = XmlDocument.fromString(text, { url });
    try {
      this.#validator = XsdValidator.fromDoc(this.#schema);
    } catch (error) {
      this.#schema.dispose();
      throw new Error(wordsOf(error), { cause: error });
    }
  }

  /** What is wrong with each of the children of a document's root; of its grandchildren, in an envelope. */
  problems(xml: string, within: 'root' | 'envelope' = 'root'): string[] {
    const document = XmlDocument.fromString(xml);
    const holders = within === 'root' ? [document.root] : childElements(document.root);
    const problems: string[] = [];
    for (const element of holders.flatMap(childElements)) {
      try {
        this.#validator.validate(element);
      } catch (error) {
        problems.push(wordsOf(error));
      }
    }
    document.dispose();
    return problems;
  }

  [Symbol.dispose](): void {
    this.#validator.dispose();
    this.#schema.dispose();
  }
}

/** The library takes providers for good, so that one stands for all sets in turn. */
const files: { current: XmlInputProvider } = { current: new XmlBufferInputProvider({}) };
xmlRegisterInputProvider({
  match: (name) => files.current.match(name),
  open: (name) => files.current.open(name),
  read: (fd, buffer) => files.current.read(fd, buffer),
  close: (fd) => files.current.close(fd),
});

function childElements(node: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let child = node.firstChild; child !== null; child = child.next)
    if (child instanceof XmlElement) found.push(child);
  return found;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof XmlLibError)) throw error;
  return (
    error.details
      .map(({ message, file, line }) => `${file === undefined ? '' : `${file}:${line}: `}${message.trim()}`)
      .join('\n') || error.message
  );
}
