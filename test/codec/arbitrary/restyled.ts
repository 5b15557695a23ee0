import { XmlDocument, XmlElement } from 'libxml2-wasm';
import type { XmlTreeNode } from 'libxml2-wasm';
import type { Choices } from './choices.ts';

/**
 * The same document as another writer could have written it: comments and processing instructions between, CDATA for text,
 * character references, single quotes. Prefixes stay, since QNames in the text may use them.
 */
export function restyled(xml: string, choices: Choices): string {
  const document = XmlDocument.fromString(xml);
  try {
    return `${choices.flag() ? '<?xml version="1.0"?>\n<!-- c -->' : ''}${element(document.root, choices)}<?end?>`;
  } finally {
    document.dispose();
  }
}

function element(node: XmlElement, choices: Choices): string {
  const name = qualified(node);
  const namespaces = Object.entries(node.nsDeclarations).map(([prefix, uri]) => [
    prefix === '' ? 'xmlns' : `xmlns:${prefix}`,
    uri,
  ]);
  const attributes = node.attrs.map((attribute) => [qualified(attribute), attribute.value]);
  const all = [...attributes, ...namespaces].map(([key = '', value = '']) => ` ${key}\n=  '${referenced(value)}'`);
  const content = nodes(node.firstChild, choices);
  return content === '' && choices.flag()
    ? `<${name}${all.join('')}/>`
    : `<${name}${all.join('')} >${content}</${name}\n>`;
}

function qualified({ name, prefix }: { readonly name: string; readonly prefix: string }): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}

function nodes(first: XmlTreeNode | null, choices: Choices): string {
  let text = '';
  for (let node = first; node !== null; node = node.next) {
    if (choices.rarely(4)) text += choices.flag() ? '<!-- <a/> & -->' : '<?pi <a> ?>';
    text += node instanceof XmlElement ? element(node, choices) : characters(node.content, choices);
  }
  return text;
}

function characters(text: string, choices: Choices): string {
  // A line end in CDATA would be read as \n.
  if (choices.flag() && !text.includes(']]>') && !text.includes('\r')) return `<![CDATA[${text}]]>`;
  return referenced(text);
}

function referenced(text: string): string {
  return text.replace(
    /[&<>"'\t\n\r\u0085\u2028]|[^\0-\u{ffff}]/gu,
    (character) => `&#x${character.codePointAt(0)?.toString(16)};`,
  );
}
