import type { ExpandedName } from '../model.ts';
import { expandedName } from '../model.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree, XmlTreeAttribute } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';

/** The drafts of XSD 1.0 that documents are still written in: of 1999 and early 2000, and the candidate of October 2000. */
export const draftNamespaces: readonly string[] = [
  'http://www.w3.org/1999/XMLSchema',
  'http://www.w3.org/2000/10/XMLSchema',
];
const drafts: ReadonlySet<string> = new Set(draftNamespaces);

export function isDraft(namespace: string): boolean {
  return drafts.has(namespace);
}

/** Types that the drafts called otherwise, and that mean the same. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'ur-type': 'anyType',
    urType: 'anyType',
    CDATA: 'normalizedString',
    timeInstant: 'dateTime',
    timeDuration: 'duration',
    recurringDate: 'gMonthDay',
    recurringDay: 'gDay',
    month: 'gYearMonth',
    year: 'gYear',
    uriReference: 'anyURI',
    'uri-reference': 'anyURI',
    binary: 'base64Binary',
  }),
);

/** `non-positive-integer` was `nonPositiveInteger`. */
function typeName(local: string): string {
  return types.get(local) ?? local.replaceAll(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

/** The name of XSD 1.0 for one in the namespace of a draft; every other as it is. */
export function currentName(namespace: string, local: string): ExpandedName {
  return drafts.has(namespace) ? expandedName(xsdNamespace, typeName(local)) : expandedName(namespace, local);
}

const facets: ReadonlyMap<string, string> = new Map([
  ['precision', 'totalDigits'],
  ['scale', 'fractionDigits'],
]);
/** Said of types that have no parameters any more. */
const dropped: ReadonlySet<string> = new Set(['encoding', 'period', 'duration']);
const particles: ReadonlySet<string> = new Set(['element', 'any', 'group', 'sequence', 'choice', 'all']);
const attributes: ReadonlySet<string> = new Set(['attribute', 'attributeGroup', 'anyAttribute']);
const simpleForms: ReadonlySet<string> = new Set(['restriction', 'list', 'union', 'annotation']);
const complexForms: ReadonlySet<string> = new Set(['simpleContent', 'complexContent', 'annotation']);

/** A schema of a draft as one of XSD 1.0, where the two say the same in other words. What only a draft has is left as it is, and refused. */
export function currentSchema(tree: XmlTree): XmlTree {
  const isSchema = drafts.has(tree.namespace);
  const children = tree.children.flatMap((child): (XmlTree | string)[] => {
    if (typeof child === 'string') return [child];
    return isSchema && dropped.has(child.local) && drafts.has(child.namespace) ? [] : [currentSchema(child)];
  });
  if (!isSchema) return { ...tree, children };
  const local = facets.get(tree.local) ?? tree.local;
  const current = { ...tree, namespace: xsdNamespace, local, attributes: currentAttributes(tree), children };
  if (local === 'simpleType') return currentSimpleType(current);
  return local === 'complexType' ? currentComplexType(current) : current;
}

function currentAttributes(tree: XmlTree): XmlTreeAttribute[] {
  const use = attributeOf(tree, 'use')?.trim();
  return tree.attributes.map((attribute) => {
    const { namespace, local, value } = attribute;
    if (namespace !== '') return attribute;
    if (local === 'nullable') return { ...attribute, local: 'nillable' };
    if (local === 'maxOccurs' && value.trim() === '*') return { ...attribute, value: 'unbounded' };
    if (tree.local !== 'attribute') return attribute;
    if (local === 'use' && (use === 'default' || use === 'fixed')) return { ...attribute, value: 'optional' };
    if (local === 'value' && (use === 'default' || use === 'fixed')) return { ...attribute, local: use };
    return local === 'minOccurs'
      ? { ...attribute, local: 'use', value: value.trim() === '0' ? 'optional' : 'required' }
      : attribute;
  });
}

/** `base` and the facets stood in the type itself. */
function currentSimpleType(tree: XmlTree): XmlTree {
  const base = tree.attributes.find(({ local, namespace }) => local === 'base' && namespace === '');
  if (!base || elements(tree).some(({ local }) => local === 'restriction' || local === 'list')) return tree;
  const isList = attributeOf(tree, 'derivedBy')?.trim() === 'list';
  const inner = isList
    ? within(tree, 'list', [{ ...base, local: 'itemType' }], [])
    : within(
        tree,
        'restriction',
        [base],
        elements(tree).filter(({ local }) => !simpleForms.has(local)),
      );
  return replaced(tree, ['base', 'derivedBy'], [inner]);
}

/** `base`, `derivedBy` and `content` stood in the type itself, and elements without a group around them. */
function currentComplexType(tree: XmlTree): XmlTree {
  if (elements(tree).some(({ local }) => complexForms.has(local) && local !== 'annotation')) return tree;
  const content = attributeOf(tree, 'content')?.trim();
  const inside = elements(tree).filter(({ local }) => local !== 'annotation');
  const body = inside.filter(({ local }) => particles.has(local));
  const [group, ...others] = body;
  const isGrouped = others.length === 0 && (group === undefined || !['element', 'any'].includes(group.local));
  const particle = isGrouped ? body : [within(tree, 'sequence', [], body)];
  const rest = inside.filter(({ local }) => !particles.has(local));
  const mixed = content === 'mixed' ? [{ namespace: '', local: 'mixed', value: 'true' }] : [];
  const base = tree.attributes.find(({ local, namespace }) => local === 'base' && namespace === '');
  const without = ['content', 'base', 'derivedBy'];
  if (!base && content !== 'textOnly')
    return replaced({ ...tree, attributes: [...tree.attributes, ...mixed] }, without, [...particle, ...rest]);
  const derived = within(
    tree,
    attributeOf(tree, 'derivedBy')?.trim() === 'restriction' ? 'restriction' : 'extension',
    [base ?? { namespace: '', local: 'base', value: 'string' }],
    content === 'textOnly' ? rest : [...particle, ...rest],
  );
  const derivation = base ? derived : { ...derived, resolvePrefix: () => xsdNamespace };
  // Facets, or a built-in base with nothing but attributes: text, said or not.
  const [prefix = ''] = base?.value.includes(':') === true ? base.value.trim().split(':') : [];
  const isText =
    content === 'textOnly' ||
    !rest.every(({ local }) => attributes.has(local)) ||
    (body.length === 0 && drafts.has(tree.resolvePrefix(prefix) ?? ''));
  const outer = isText ? 'simpleContent' : 'complexContent';
  return replaced(tree, without, [within(tree, outer, mixed, [derivation])]);
}

function elements(tree: XmlTree): XmlTree[] {
  return tree.children.filter((child) => typeof child !== 'string');
}

function within(tree: XmlTree, local: string, own: XmlTreeAttribute[], children: readonly XmlTree[]): XmlTree {
  return { ...tree, local, attributes: own, children };
}

/** A type with these children behind its annotation. */
function replaced(tree: XmlTree, without: readonly string[], children: readonly XmlTree[]): XmlTree {
  return {
    ...tree,
    attributes: tree.attributes.filter(({ namespace, local }) => namespace !== '' || !without.includes(local)),
    children: [...elements(tree).filter(({ local }) => local === 'annotation'), ...children],
  };
}
