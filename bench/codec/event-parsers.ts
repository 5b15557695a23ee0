import sax from 'sax';
import type { QualifiedTag, SAXParser } from 'sax';
import saxes from 'saxes';
import { PlainBuilder } from './plain-builder.ts';

type Done = (name: string, value: unknown) => boolean;

/** Something that is fed text, and at the end has the root as a plain object. */
export interface EventParser {
  write(text: string): void;
  close(): unknown;
}

/** sax as `soap` uses it, namespaces on. */
export function saxObjects(done?: Done): EventParser {
  const builder = new PlainBuilder(done);
  const parser: SAXParser = sax.parser(true, { xmlns: true });
  // sax has no listeners.
  // oxlint-disable unicorn/prefer-add-event-listener
  parser.onopentag = (tag) => {
    const { local, attributes } = tag as QualifiedTag;
    builder.start(local);
    for (const name of Object.keys(attributes)) {
      const { prefix = '', local: own = '', value = '' } = attributes[name] ?? {};
      if (prefix !== 'xmlns' && name !== 'xmlns') builder.attribute(own, value);
    }
  };
  parser.ontext = (text) => builder.text(text);
  parser.oncdata = (text) => builder.text(text);
  parser.onclosetag = () => builder.end();
  parser.onerror = (error) => {
    throw error;
  };
  return {
    write: (text) => void parser.write(text),
    close() {
      parser.close();
      return builder.root;
    },
  };
}

/** saxes, namespaces on. */
export function saxesObjects(done?: Done): EventParser {
  const builder = new PlainBuilder(done);
  const parser = new saxes.SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, attributes }) => {
    builder.start(local);
    for (const { prefix, local: own, name, value } of Object.values(attributes)) {
      if (prefix !== 'xmlns' && name !== 'xmlns') builder.attribute(own, value);
    }
  });
  parser.on('text', (text) => builder.text(text));
  parser.on('cdata', (text) => builder.text(text));
  parser.on('closetag', () => builder.end());
  parser.on('error', (error) => {
    throw error;
  });
  return {
    write: (text) => void parser.write(text),
    close() {
      parser.close();
      return builder.root;
    },
  };
}
