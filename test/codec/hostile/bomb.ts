/** Reads one bomb after the other in a process with little memory, and tells what became of each. */
import { MalformedError } from '../../../src/codec/problem.ts';
import { XmlReader } from '../../../src/codec/xml/reader.ts';

const million = 1_000_000;
const many = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, at) => one(at)).join('');

/** Documents that cost their sender little. */
const bombs: Readonly<Record<string, () => string>> = {
  'a billion laughs': () =>
    `<!DOCTYPE a [<!ENTITY l0 "ha">${many(9, (at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`)}]><a>&l9;</a>`,
  'an external entity': () => '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
  'a parameter entity': () => '<!DOCTYPE a [<!ENTITY % e SYSTEM "http://127.0.0.1:9/"> %e;]><a/>',
  'elements nested 10,000 deep': () => `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`,
  'a million tags that do not end': () => '<a>'.repeat(million),
  'a million beginnings of a tag': () => '<'.repeat(million),
  'a million attributes': () => `<a${many(million, (at) => ` b${at}=""`)}/>`,
  'a million attributes that do not end': () => `<a${' b="'.repeat(million)}`,
  'a million declarations': () => `<a${many(million, (at) => ` xmlns:b${at}="u"`)}/>`,
  'a name of ten million characters': () => `<${'a'.repeat(10 * million)}/>`,
  'an attribute with a name of ten million characters': () => `<a ${'b'.repeat(10 * million)}=""/>`,
  'an instruction with a name of ten million characters': () => `<a><?${'b'.repeat(10 * million)}?></a>`,
  'a value of ten million characters': () => `<a b="${'c'.repeat(10 * million)}"/>`,
  'a text of ten million characters': () => `<a>${'b'.repeat(10 * million)}</a>`,
  'a comment of ten million characters': () => `<a><!--${' -'.repeat(5 * million)} --></a>`,
  'an instruction of ten million characters': () => `<a><?b ${'?'.repeat(10 * million)}?></a>`,
  'CDATA of ten million brackets': () => `<a><![CDATA[${']'.repeat(10 * million)}]]></a>`,
  'a text of ten million brackets': () => `<a>${']'.repeat(10 * million)}</a>`,
  'a million empty sections of CDATA': () => `<a>${'<![CDATA[]]>'.repeat(million)}</a>`,
  'a million comments': () => `<a>${'<!---->'.repeat(million)}</a>`,
  'a million siblings': () => `<a>${'<b/>'.repeat(million)}</a>`,
  'a million texts before one CDATA': () => `<a>${'<b>c</b>'.repeat(million)}<![CDATA[]]></a>`,
  'a million texts with ">" before one CDATA': () => `<a>${'<b>></b>'.repeat(million)}<![CDATA[]]></a>`,
  'a million siblings with names of their own': () => `<a>${many(million, (at) => `<b${at}/>`)}</a>`,
  'a million attributes with names of their own': () => `<a>${many(million, (at) => `<b c${at}=""/>`)}</a>`,
  'a million references': () => `<a>${'&amp;'.repeat(million)}</a>`,
  'a million references in values': () => `<a>${'<b c="&#65;"/>'.repeat(million)}</a>`,
  'a million texts before one reference': () => `<a>${'<b>c</b>'.repeat(million)}&amp;</a>`,
  'a reference of ten million digits': () => `<a>&#${'0'.repeat(10 * million)}65;</a>`,
  'a reference that does not end': () => `<a>${'&amp;'.repeat(million)}&${'a'.repeat(5 * million)}</a>`,
  'a quarter of a million default namespaces': () => `<a>${many(million / 4, (at) => `<b xmlns="urn:${at}"/>`)}</a>`,
  'two default namespaces, a million times': () => `<a>${'<b xmlns="u"/><b xmlns="v"/>'.repeat(million / 2)}</a>`,
  'many declarations, each below many': () => {
    const level = (depth: number): string => `<a${many(200, (at) => ` xmlns:p${depth}-${at}="u"`)}>`;
    return `${many(190, level)}${many(100_000, (at) => `<b xmlns:q${at}="v"/>`)}${'</a>'.repeat(190)}`;
  },
  'elements with 250 attributes each': () => `<a>${`<b${many(250, (at) => ` c${at}=""`)}/>`.repeat(8_000)}</a>`,
  'white space of ten million characters': () => `<a>${' \n'.repeat(5 * million)}</a>`,
  'line ends of Windows, five million': () => `<a>${'\r\n'.repeat(5 * million)}</a>`,
  'white space of ten million characters in a tag': () => `<a${' '.repeat(10 * million)}/>`,
  'white space behind the root': () => `<a/>${' '.repeat(10 * million)}`,
  'an XML declaration of ten million characters': () => `<?xml version="1.0"${' '.repeat(10 * million)}?><a/>`,
};

function outcome(document: string): string {
  const reader = new XmlReader(document);
  try {
    reader.readRoot();
    let pieces = 0;
    for (let depth = 1; depth > 0; pieces++) {
      const piece = reader.nextPiece();
      if (piece === 'element') depth++;
      else if (piece === 'end') depth--;
    }
    reader.finish();
    return `read in ${pieces} pieces`;
  } catch (error) {
    if (error instanceof MalformedError) return `refused: ${error.message}`;
    throw error;
  }
}

for (const [name, bomb] of Object.entries(bombs)) {
  process.stdout.write(`${JSON.stringify([name, outcome(bomb())])}\n`);
}
