import { isXmlText } from '../xml/characters.ts';

// oxlint-disable-next-line no-control-regex
const IN_TEXT = /[&<>\r\0-\x08\x0B\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;
// oxlint-disable-next-line no-control-regex
const IN_ATTRIBUTE = /[&<>"\0-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;
const MARKUP = /[&<>\r]/g;
const ATTRIBUTE_MARKUP = /[&<>"\t\n\r]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function reference(character: string): string {
  return REFERENCES[character] ?? character;
}

/** Character data (XML 1.0 §2.4); `undefined` where it holds a character that no document may (§2.2). A carriage return would be read as a line feed (§2.11). */
export function escapeText(text: string): string | undefined {
  if (!IN_TEXT.test(text)) return text;
  return isXmlText(text) ? text.replace(MARKUP, reference) : undefined;
}

/** The value of an attribute between quotes: tab and line ends would be read as spaces (XML 1.0 §3.3.3). */
export function escapeAttribute(text: string): string | undefined {
  if (!IN_ATTRIBUTE.test(text)) return text;
  return isXmlText(text) ? text.replace(ATTRIBUTE_MARKUP, reference) : undefined;
}
