const tag = /<(\/?)([^\s/>]+)[^>]*?(\/?)>/g;

/**
 * Adds attributes to the outermost elements of our own XML, which has no comment, no CDATA section and no `>` in a value.
 * `attributes` gets an element's prefixed name; what it returns begins with a space, or is empty.
 */
export function markBlocks(blocks: string, attributes: (name: string) => string): string {
  let depth = 0;
  let marked = '';
  let from = 0;
  for (const { 1: end, 2: name = '', 3: empty, index } of blocks.matchAll(tag)) {
    if (end === '/') depth--;
    else {
      if (depth === 0) {
        const at = index + 1 + name.length;
        marked += blocks.slice(from, at) + attributes(name);
        from = at;
      }
      if (empty !== '/') depth++;
    }
  }
  return marked + blocks.slice(from);
}
