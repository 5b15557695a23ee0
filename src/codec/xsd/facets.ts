import type { Facets, SimpleType } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { BUILTINS } from '../simple/builtin.ts';
import { collapse } from '../simple/white-space.ts';
import type { Compilation } from './compilation.ts';
import { translatePattern } from './pattern.ts';
import { expandQName, schemaError, unexpected } from './schema-document.ts';
import type { Source } from './schema-document.ts';

type WhiteSpace = SimpleType['whiteSpace'];
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A bound takes the place of the base's bound on the same side (XSD 1.0 part 2 §4.3.7 to §4.3.10). */
const opposite = {
  minInclusive: 'minExclusive',
  minExclusive: 'minInclusive',
  maxInclusive: 'maxExclusive',
  maxExclusive: 'maxInclusive',
} as const;

/** The facets of a restriction together with its base's (XSD 1.0 part 2 §4.3; part 1 §3.14.6). */
export function restrictFacets(
  compilation: Compilation,
  source: Source,
  nodes: readonly XmlTree[],
  base: SimpleType,
): { whiteSpace: WhiteSpace; facets: Facets } {
  const { document } = source;
  const facets: Mutable<Facets> = { ...base.facets };
  const whiteSpace = whiteSpaceOf(source, nodes) ?? base.whiteSpace;
  const enumeration: string[] = [];
  const patterns: XmlTree[] = [];
  for (const node of nodes) {
    const value = attributeOf(node, 'value');
    if (value === undefined) throw schemaError(document, node, `xs:${node.local} without a value`);
    switch (node.local) {
      case 'enumeration':
        if (isValue(compilation, { document, node }, base, value))
          enumeration.push(enumerationValue({ document, node }, base, whiteSpace, value));
        break;
      case 'pattern':
        patterns.push(node);
        break;
      case 'length':
      case 'minLength':
      case 'maxLength':
      case 'totalDigits':
      case 'fractionDigits':
        facets[node.local] = count({ document, node }, value);
        break;
      case 'minInclusive':
      case 'minExclusive':
      case 'maxInclusive':
      case 'maxExclusive':
        if (!isValue(compilation, { document, node }, base, value)) break;
        delete facets[opposite[node.local]];
        facets[node.local] = value.trim();
        break;
      case 'whiteSpace':
        break;
      default:
        throw unexpected(document, node, 'a restriction of a simple type');
    }
  }
  if (enumeration.length > 0) facets.enumeration = enumeration;
  const step = patternStep(compilation, source, patterns);
  if (step.length > 0) facets.patterns = [...(base.facets.patterns ?? []), step];
  return { whiteSpace, facets };
}

/** A value that the type itself does not have is noted: it bounds nothing, and nothing equals it. */
function isValue(compilation: Compilation, source: Source, base: SimpleType, value: string): boolean {
  const builtin = base.variety === 'atomic' ? BUILTINS.get(base.builtin) : undefined;
  if (builtin === undefined || builtin.qualified || builtin.space.accepts(collapse(value))) return true;
  // Base64 may be written in lines.
  if (base.builtin === 'base64Binary' && builtin.space.accepts(value.replaceAll(/\s/gu, ''))) return true;
  compilation.skip(source, `xs:${source.node.local} of "${value}": it is not a value of xs:${base.builtin}`);
  return false;
}

function count({ document, node }: Source, value: string): number {
  if (!/^\s*\+?\d+\s*$/u.test(value))
    throw schemaError(document, node, `xs:${node.local} of "${value}" is not a count`);
  return Number(value);
}

function whiteSpaceOf({ document }: Source, nodes: readonly XmlTree[]): WhiteSpace | undefined {
  const node = nodes.find((candidate) => candidate.local === 'whiteSpace');
  const value = node && attributeOf(node, 'value')?.trim();
  if (node === undefined || value === 'preserve' || value === 'replace' || value === 'collapse')
    return value as WhiteSpace | undefined;
  throw schemaError(document, node, 'xs:whiteSpace is preserve, replace or collapse');
}

/** As the value will be compared: white space normalized, a QName expanded. */
function enumerationValue({ document, node }: Source, base: SimpleType, whiteSpace: WhiteSpace, value: string): string {
  if (base.builtin === 'QName' || base.builtin === 'NOTATION') return expandQName(document, node, value);
  if (whiteSpace === 'preserve') return value;
  const replaced = value.replace(/[\t\n\r]/gu, ' ');
  return whiteSpace === 'replace' ? replaced : replaced.replace(/ +/gu, ' ').trim();
}

/** The patterns of one step are alternatives (§4.3.4.3): where one cannot be expressed, none is checked. */
function patternStep(compilation: Compilation, source: Source, nodes: readonly XmlTree[]): string[] {
  const step: string[] = [];
  let complete = true;
  for (const node of nodes) {
    const at: Source = { document: source.document, node };
    const translated = translatePattern(attributeOf(node, 'value') ?? '');
    if ('note' in translated) compilation.skip(at, `pattern: ${translated.note}`);
    if (translated.source === undefined) complete = false;
    else step.push(translated.source);
  }
  return complete ? step : [];
}
