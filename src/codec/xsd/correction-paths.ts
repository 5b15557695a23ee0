import type { ExpandedName } from '../model.ts';
import { expandedName } from '../model.ts';
import { SchemaError } from '../problem.ts';
import { attributeOf } from '../xml/tree.ts';
import type { XmlTree } from '../xml/tree.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import { nearest } from './nearest.ts';
import { baseSource } from './redefine.ts';
import { childOf, componentsOf, isQualified, nameOf, qnameOf } from './schema-document.ts';
import type { Source } from './schema-document.ts';
import type { SchemaSet } from './schema-set.ts';
import { localOf } from './schema-set.ts';

/** A declaration that a path leads to. */
export interface Place {
  readonly kind: 'element' | 'attribute' | 'type' | 'part';
  readonly source: Source;
}

/** What stands below a declaration: its expanded name, with `@` before an attribute's. */
interface Child extends Place {
  readonly name: string;
}

/** Where a path may begin besides global elements and types: the parts of an operation's message, by their names. */
export interface Beginnings {
  readonly operations: readonly string[];
  /** `undefined` where the operation has no such message. */
  parts(operation: string, direction: string): readonly (Place & { readonly name: string })[] | undefined;
}

const groups: ReadonlySet<string> = new Set(['sequence', 'choice', 'all']);
const outer: ReadonlySet<string> = new Set(['complexContent', 'simpleContent', 'extension', 'restriction']);

/** The declarations that a path of corrections names. Throws SchemaError that names what would have been found. */
export class CorrectionPaths {
  readonly #schemas: SchemaSet;
  readonly #beginnings: Beginnings;
  readonly #file: string;

  constructor(schemas: SchemaSet, beginnings: Beginnings, file: string) {
    this.#schemas = schemas;
    this.#beginnings = beginnings;
    this.#file = file;
  }

  find(path: string): readonly Place[] {
    // A namespace may hold slashes.
    const steps = path.match(/(?:\{[^}]*\}|[^/{])+/gu) ?? [];
    const [first = '', second] = steps;
    if (this.#beginnings.operations.includes(first) && (second === 'input' || second === 'output'))
      return this.#inMessage(path, first, second, steps.slice(2));
    return this.#below(path, this.#global(path, first), steps.slice(1));
  }

  #inMessage(path: string, operation: string, direction: string, steps: readonly string[]): readonly Place[] {
    const parts = this.#beginnings.parts(operation, direction);
    if (parts === undefined) throw this.#error(path, `the operation ${operation} has no ${direction}`);
    const [only, ...others] = parts;
    // The one element of a document message is the message: its name is not repeated.
    if (only?.kind === 'element' && others.length === 0) return this.#below(path, [only], steps);
    const [name = '', ...rest] = steps;
    const found = parts.filter((part) => part.name === name);
    if (found.length === 0)
      throw this.#missing(
        path,
        `${operation}/${direction}`,
        name,
        parts.map((part) => part.name),
      );
    return this.#below(path, found, rest);
  }

  #global(path: string, step: string): readonly Place[] {
    const [, kind, name = ''] = /^(?:(element|type)\()?([^()]*)\)?$/u.exec(step) ?? [];
    const found = (['element', 'type'] as const).flatMap((space) =>
      kind === undefined || kind === space ? this.#named(path, space, name) : [],
    );
    const [one, other] = found;
    if (one && other && (!path.includes('/') || this.#typeSource(one.source)?.node !== other.source.node))
      throw this.#error(path, `"${name}" is an element and a type: write element(${name}) or type(${name})`);
    if (one) return [one];
    const names = (['element', 'type'] as const).flatMap((space) =>
      this.#schemas.all(space).map(([global]) => localOf(global)),
    );
    throw this.#missing(path, 'the schema', name, [
      ...names,
      ...this.#beginnings.operations.map((each) => `${each}/input`),
    ]);
  }

  #named(path: string, space: 'element' | 'type', name: string): Place[] {
    const all = this.#schemas.all(space).filter(([global]) => matches(global, name));
    if (all.length > 1) throw this.#error(path, `"${name}" may be ${all.map(([global]) => global).join(' or ')}`);
    return all.map(([, source]) => ({ kind: space, source }));
  }

  #below(path: string, places: readonly Place[], steps: readonly string[]): readonly Place[] {
    let at = places;
    let walked = '';
    for (const step of steps) {
      const children = at.flatMap((place) => this.#childrenOf(place));
      const found = children.filter(({ name }) => matches(name, step));
      const names = new Set(found.map(({ name }) => name));
      if (names.size > 1) throw this.#error(path, `"${step}" may be ${[...names].join(' or ')}`);
      if (names.size === 0)
        throw this.#missing(
          path,
          walked === '' ? 'it' : `"${walked}"`,
          step,
          children.map(({ name }) => shown(name)),
          at[0]?.source,
        );
      at = found;
      walked = step;
    }
    return at;
  }

  #childrenOf(place: Place): Child[] {
    const type = place.kind === 'type' ? place.source : this.#typeSource(place.source);
    const children: Child[] = [];
    if (type) this.#collect(type, children, new Set());
    return children;
  }

  /** Where the type of an element, attribute or part is defined; `undefined` for a built-in one. */
  #typeSource(source: Source): Source | undefined {
    const declaration = this.declaration(source);
    const { document, node } = declaration;
    const inline = childOf(node, 'complexType', 'simpleType');
    if (inline) return { document, node: inline };
    const name = qnameOf(document, node, 'type');
    if (name !== undefined) return this.#schemas.find('type', name);
    const head = qnameOf(document, node, 'substitutionGroup');
    return head === undefined ? undefined : this.#typeSource(this.#schemas.resolve('element', head, declaration));
  }

  /** The node of the global component that a place is, if it is one. */
  globalOf({ kind, source: { document, node } }: Place): XmlTree | undefined {
    if (kind === 'part' || isReference({ document, node })) return undefined;
    const name = attributeOf(node, 'name')?.trim();
    const global =
      name === undefined ? undefined : this.#schemas.find(kind, expandedName(document.targetNamespace, name));
    return global?.node;
  }

  /** What a `ref` refers to, or the declaration itself. */
  declaration(source: Source): Source {
    const { document, node } = source;
    const reference =
      qnameOf(document, node, 'ref') ??
      (node.namespace === xsdNamespace ? undefined : qnameOf(document, node, 'element'));
    if (reference === undefined) return source;
    return this.#schemas.resolve(node.local === 'attribute' ? 'attribute' : 'element', reference, source);
  }

  #collect(source: Source, children: Child[], seen: Set<XmlTree>): void {
    const { document, node } = source;
    if (seen.has(node)) return;
    seen.add(node);
    const base = qnameOf(document, node, 'base');
    const inherited = base === undefined ? undefined : baseSource(this.#schemas, base, source);
    if (inherited && node.local === 'extension') this.#collect(inherited, children, seen);
    for (const child of componentsOf(document, node)) {
      const at: Source = { document, node: child };
      if (groups.has(child.local) || outer.has(child.local)) this.#collect(at, children, seen);
      else if (child.local === 'element' || child.local === 'attribute') children.push(this.#child(at, child.local));
      else if (child.local === 'group' || child.local === 'attributeGroup') {
        const name = qnameOf(document, child, 'ref');
        if (name !== undefined) this.#collect(this.#schemas.resolve(child.local, name, at), children, seen);
      }
    }
    // A restriction keeps the attributes that it does not write again.
    if (inherited && node.local === 'restriction') this.#attributesOf(inherited, children, seen);
  }

  #attributesOf(source: Source, children: Child[], seen: Set<XmlTree>): void {
    const all: Child[] = [];
    this.#collect(source, all, seen);
    children.push(
      ...all.filter((child) => child.kind === 'attribute' && !children.some(({ name }) => name === child.name)),
    );
  }

  #child(source: Source, kind: 'element' | 'attribute'): Child {
    const { document, node } = source;
    const name = qnameOf(document, node, 'ref') ?? this.#localName(source);
    return { kind, source, name: kind === 'attribute' ? `@${name}` : name };
  }

  #localName({ document, node }: Source): ExpandedName {
    return expandedName(isQualified(document, node) ? document.targetNamespace : '', nameOf(document, node));
  }

  #missing(path: string, where: string, name: string, names: readonly string[], source?: Source): SchemaError {
    const near = nearest(name, names);
    return this.#error(
      path,
      `${where} has no "${name}"${near.length === 0 ? '' : `; it has ${near.join(', ')}`}`,
      source,
    );
  }

  #error(path: string, message: string, source?: Source): SchemaError {
    return new CorrectionError(path, message, source ?? { document: { file: this.#file }, node: { line: 1 } });
  }
}

/** An error of a correction, at the place of the schema where it is looked for. */
export class CorrectionError extends SchemaError {
  constructor(
    path: string,
    message: string,
    { document, node }: { readonly document: { readonly file: string }; readonly node: { readonly line: number } },
  ) {
    super(document.file, node.line, `the correction of "${path}": ${message}`);
  }
}

/** By local name, or by expanded name where the step gives one. */
function matches(name: string, step: string): boolean {
  return name === step || (!step.includes('{') && shown(name) === step);
}

function shown(name: string): string {
  return name.startsWith('@') ? `@${localOf(name.slice(1))}` : localOf(name);
}

/** Whether a place is an element or attribute by reference, whose declaration stands elsewhere. */
function isReference({ node }: Source): boolean {
  return attributeOf(node, 'ref') !== undefined;
}
