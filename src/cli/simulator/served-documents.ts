import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { decodeBytes } from '../../codec/index.ts';
import { expandReferences } from '../../codec/xml/characters.ts';
import { knownSchemaFile } from '../../codec/xsd/known-schemas.ts';
import { canonical, fileBeside, isAbsolute } from '../../codec/xsd/read-document.ts';
import { portPath } from './port-path.ts';

/** A file as it is served: its text, and the places in it that name other files or where the partner listens. */
interface ServedDocument {
  readonly file: string;
  readonly pieces: readonly Piece[];
}

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'document'; readonly index: number }
  | { readonly kind: 'address'; readonly path: string };

const attribute = String.raw`\s+([\w.:-]+)\s*=\s*("[^"]*"|'[^']*')`;
/** What is passed over, or a start tag that matters; the strict reader has taken the document already. */
const markup = new RegExp(
  String.raw`<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(?:[\w.-]+:)?(import|include|redefine|service|port|address)((?:${attribute})*)\s*/?>`,
  'gu',
);
const eachAttribute = new RegExp(attribute, 'gu');

/**
 * A WSDL and all the files that it refers to, to be served over HTTP: clients that load a WSDL from its address find there
 * what it imports, and find the simulator where it names the partner.
 */
export class ServedDocuments {
  readonly #documents: ServedDocument[] = [];
  readonly #files: string[] = [];

  constructor(wsdl: string) {
    this.#indexOf(canonical(wsdl));
    for (let index = 0; index < this.#files.length; index++) this.#documents.push(this.#read(this.#files[index] ?? ''));
  }

  /** The document at `path`, written for a server at `origin`; `undefined` where there is none. */
  at(path: string, origin: string): string | undefined {
    const [, index = '', name = ''] = /^\/_wsdl\/(\d{1,5})\/([^/]+)$/.exec(path) ?? [];
    const document = this.#documents[Number(index)];
    if (index === '' || document === undefined || name !== encodeURIComponent(basename(document.file)))
      return undefined;
    return this.#written(document, origin);
  }

  /** The WSDL itself. */
  entry(origin: string): string {
    const [document] = this.#documents;
    return document === undefined ? '' : this.#written(document, origin);
  }

  #written({ pieces }: ServedDocument, origin: string): string {
    return pieces
      .map((piece) => {
        if (piece.kind === 'text') return piece.text;
        if (piece.kind === 'address') return origin + piece.path;
        return `${origin}/_wsdl/${piece.index}/${encodeURIComponent(basename(this.#files[piece.index] ?? ''))}`;
      })
      .join('');
  }

  #indexOf(file: string): number {
    const known = this.#files.indexOf(file);
    return known === -1 ? this.#files.push(file) - 1 : known;
  }

  #read(file: string): ServedDocument {
    const text = decodeBytes(readFileSync(file)).replace(
      /^(<\?xml[^>]*?\sencoding\s*=\s*)(?:"[^"]*"|'[^']*')/u,
      '$1"utf-8"',
    );
    const pieces: Piece[] = [];
    let from = 0;
    let service = '';
    let port = '';
    for (const match of text.matchAll(markup)) {
      const [whole, local, raw = ''] = match;
      const attributes = attributesIn(raw, match.index + whole.indexOf(raw));
      if (local === 'service') service = attributes.get('name')?.value ?? '';
      if (local === 'port') port = attributes.get('name')?.value ?? '';
      if (local === undefined) continue;
      const place = attributes.get('schemaLocation') ?? attributes.get('location');
      const namespace = attributes.get('namespace')?.value;
      if (place === undefined) {
        // Clients without the standard schemas would fetch them from their public address.
        const known = local === 'import' ? this.#standard(namespace) : undefined;
        if (known === undefined) continue;
        const at = match.index + whole.indexOf(raw) + raw.length;
        pieces.push({ kind: 'text', text: `${text.slice(from, at)} schemaLocation="` }, known, {
          kind: 'text',
          text: '"',
        });
        from = at;
        continue;
      }
      const piece: Piece | undefined =
        local === 'address'
          ? { kind: 'address', path: portPath(service, port) }
          : this.#reference(file, place.value, namespace);
      if (piece === undefined) continue;
      pieces.push({ kind: 'text', text: text.slice(from, place.start) }, piece);
      from = place.end;
    }
    pieces.push({ kind: 'text', text: text.slice(from) });
    return { file, pieces };
  }

  /** The file that a location means; a standard schema at its public address is the one that comes with the code. */
  #reference(from: string, location: string, namespace: string | undefined): Piece | undefined {
    if (isAbsolute(location)) return this.#standard(namespace);
    const file = fileBeside(from, location);
    return file !== undefined && existsSync(file) ? { kind: 'document', index: this.#indexOf(file) } : undefined;
  }

  #standard(namespace: string | undefined): Piece | undefined {
    const file = knownSchemaFile(namespace ?? '');
    return file === undefined ? undefined : { kind: 'document', index: this.#indexOf(file) };
  }
}

interface AttributePlace {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

function attributesIn(raw: string, at: number): ReadonlyMap<string, AttributePlace> {
  const found = [...raw.matchAll(eachAttribute)].map((match): [string, AttributePlace] => {
    const [, name = '', quoted = ''] = match;
    const start = at + match.index + match[0].length - quoted.length + 1;
    return [name, { value: expandReferences(quoted.slice(1, -1)).trim(), start, end: start + quoted.length - 2 }];
  });
  return new Map(found);
}
