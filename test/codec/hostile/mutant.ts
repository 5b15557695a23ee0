/** A stream of numbers that is the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 to `below`, without it. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** What means something to a reader, or just does not. */
const fragments = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '!',
  '?',
  '[',
  ']',
  '-',
  '=',
  ';',
  ':',
  '#',
  ' ',
  '\t',
  '\n',
  '\r',
  '\0',
  '\x01',
  '\uFEFF',
  '\uFFFE',
  '\u00A0',
  '\u2028',
  'é',
  '€',
  '😀',
  '\u0300',
  '0',
  'x',

  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  ']]',
  '<?x y?>',
  '<?xml version="1.0"?>',
  '<?',
  '?>',
  '<!DOCTYPE a>',
  '<!',
  '&amp;',
  '&lt;',
  '&#0;',
  '&#65;',
  '&#xD800;',
  '&#x1F600;',
  '&#13;',
  '&nbsp;',
  '&',
  '&#',
  '</',
  '/>',
  '<a>',
  '</a>',
  '<a/>',
  '<a b="1"/>',
  '<p:a/>',
  '<a p:b=""/>',
  '<xml:a/>',
  '<:a/>',
  '<a:b:c/>',
  ' xmlns="urn:x"',
  ' xmlns=""',
  ' xmlns:p="urn:x"',
  ' xmlns:p=""',
  ' xmlns:xml="urn:x"',
  ' xmlns:xmlns="urn:x"',
  ' xsi:nil="true"',
  ' xsi:type="x:y"',
  ' a="1"',
  ' a="1" a="2"',
  " a='\"'",
  ' xmlns:m="urn:z" xmlns:n="urn:z" m:a="1" n:a="2"',
  ' xml:lang="fr"',
  ' id="1" href="#1"',
  '__proto__',
  'constructor',
  '9'.repeat(400),
  ' '.repeat(70),
  'a'.repeat(1_100),
].map((text) => Buffer.from(text));

const strangeBytes = [0x00, 0x0b, 0x1f, 0x7f, 0x80, 0x85, 0xa0, 0xbf, 0xc0, 0xc2, 0xe2, 0xed, 0xf0, 0xf4, 0xfe, 0xff];
const charsets = ['UTF-8', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252', 'UTF-16', 'US-ASCII', 'UTF-7', 'EBCDIC-FR'];

type Mutation = (bytes: Buffer, chance: Chance) => Buffer;

function spliced(bytes: Buffer, at: number, removed: number, inserted: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}

const nothing = Buffer.alloc(0);

/** Where tags stand, as anybody would see them. */
function tagsOf(bytes: Buffer): { at: number; tag: Buffer }[] {
  return [...bytes.toString('latin1').matchAll(/<[^<>]*>/g)].map(({ 0: tag, index }) => ({
    at: index,
    tag: Buffer.from(tag, 'latin1'),
  }));
}

function rangeOf(bytes: Buffer, chance: Chance): { at: number; length: number } {
  return { at: chance.below(bytes.length), length: 1 + chance.below(chance.of([1, 4, 30, 300])) };
}

const onTags =
  (change: (bytes: Buffer, one: { at: number; tag: Buffer }, other: { at: number; tag: Buffer }) => Buffer): Mutation =>
  (bytes, chance) => {
    const tags = tagsOf(bytes);
    return tags.length === 0 ? bytes : change(bytes, chance.of(tags), chance.of(tags));
  };

const mutations: readonly Mutation[] = [
  (bytes, chance) => {
    const copy = Buffer.from(bytes);
    const at = chance.below(copy.length);
    copy[at] = (copy[at] as number) ^ (1 << chance.below(8));
    return copy;
  },
  (bytes, chance) => spliced(bytes, chance.below(bytes.length), 1, Buffer.of(chance.of(strangeBytes))),
  (bytes, chance) => spliced(bytes, chance.below(bytes.length), 0, chance.of(fragments)),
  (bytes, chance) => spliced(bytes, chance.below(bytes.length), 1, chance.of(fragments)),
  (bytes, chance) => {
    const { at, length } = rangeOf(bytes, chance);
    return spliced(bytes, at, length, nothing);
  },
  (bytes, chance) => {
    const { at, length } = rangeOf(bytes, chance);
    return spliced(bytes, at, 0, bytes.subarray(at, at + length));
  },
  (bytes, chance) => {
    const { at, length } = rangeOf(bytes, chance);
    return spliced(bytes, chance.below(bytes.length), 0, bytes.subarray(at, at + length));
  },
  (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  (bytes, chance) => bytes.subarray(chance.below(Math.min(bytes.length, 200))),
  onTags((bytes, one, other) => {
    const [first, second] = one.at <= other.at ? [one, other] : [other, one];
    return spliced(spliced(bytes, second.at, second.tag.length, first.tag), first.at, first.tag.length, second.tag);
  }),
  onTags((bytes, { at, tag }) => spliced(bytes, at, tag.length, nothing)),
  onTags((bytes, { at, tag }, other) => spliced(bytes, other.at, 0, tag.length > 0 ? tag : bytes.subarray(at))),
  onTags((bytes, { at, tag }) =>
    spliced(bytes, at, tag.length, Buffer.from(tag.toString('latin1').replace('>', '/>'), 'latin1')),
  ),
  onTags((bytes, { at, tag }) =>
    spliced(bytes, at, tag.length, Buffer.from(tag.toString('latin1').replaceAll('"', "'"), 'latin1')),
  ),
  onTags((bytes, { at, tag }) =>
    spliced(bytes, at, tag.length, Buffer.from(tag.toString('latin1').replaceAll(' ', '\r\n\t'), 'latin1')),
  ),
  onTags((bytes, { at, tag }) => spliced(bytes, at + tag.length - 1, 0, Buffer.from(' '))),
  (bytes) => Buffer.from(bytes.toString(), 'latin1'),
  (bytes) => Buffer.from(`\uFEFF${bytes.toString()}`, 'utf16le'),
  (bytes) => Buffer.from(bytes.toString(), 'utf16le').swap16(),
  (bytes, chance) =>
    Buffer.from(
      `<?xml version="1.0" encoding="${chance.of(charsets)}"?>${bytes.toString('latin1').replace(/^<\?xml[^>]*>/, '')}`,
      'latin1',
    ),
  (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  (bytes, chance) => {
    const letter = String.fromCharCode(97 + chance.below(26));
    return Buffer.from(bytes.toString('latin1').replaceAll(letter, letter.toUpperCase()), 'latin1');
  },
  (bytes) => Buffer.concat([bytes, bytes]),
];

/** The document with one to three things done to it. */
export function mutantOf(document: Buffer, chance: Chance): Buffer {
  let mutant = document;
  for (let left = 1 + chance.below(3); left > 0 && mutant.length > 0; left--) {
    mutant = chance.of(mutations)(mutant, chance);
  }
  return mutant;
}
