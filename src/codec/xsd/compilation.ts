import type { ElementDeclaration, ElementRef, ExpandedName, SimpleType, TypeDefinition, TypeRef } from '../model.ts';
import { expandedName } from '../model.ts';
import { SchemaError } from '../problem.ts';
import { xsdNamespace } from '../xml/vocabulary.ts';
import type { Attributes } from './attribute-use.ts';
import { builtInTypes } from './built-in-types.ts';
import type { Corrected } from './corrected.ts';
import { CorrectionError } from './correction-paths.ts';
import { compileComplexType } from './complex-type.ts';
import { compileElement } from './element.ts';
import type { ContentParticle } from './particle.ts';
import { methodsOf, ownName, schemaError } from './schema-document.ts';
import type { Source } from './schema-document.ts';
import type { SchemaSet } from './schema-set.ts';
import { isBare, localOf } from './schema-set.ts';
import { simpleNamesake } from './soap-encoding.ts';
import { compileSimpleType } from './simple-type.ts';

/** How a type was made from its base (XSD 1.0 part 1 §3.4.1, {derivation method}). */
export interface Derivation {
  readonly base: TypeRef;
  readonly method: 'extension' | 'restriction';
}

/** A contract with more leftovers than this is broken throughout, and each of them costs a trial. */
const mostLeftOut = 100;

/** How many components may build on one another: far above any schema, far below the stack. */
const deepest = 100;

/**
 * Schema components on their way into a model. A type has its place before it is compiled, so that it may refer to itself;
 * only what a derived type builds on is compiled at once, the rest waits its turn.
 */
export class Compilation {
  readonly schemas: SchemaSet;
  readonly corrected: Corrected | undefined;
  readonly elements: ElementDeclaration[] = [];
  /** The {content type} of complex types as particles: what an extension continues. */
  readonly contents = new Map<TypeRef, ContentParticle>();
  readonly attributes = new Map<TypeRef, Attributes>();
  /** Named model groups by their definition, compiled once: an element of a group is one declaration wherever the group is used. */
  readonly groups = new Map<Source['node'], ContentParticle | 'open'>();
  /** Attribute groups by their definition, compiled once. */
  readonly attributeGroups = new Map<Source['node'], Attributes>();
  readonly derivations = new Map<TypeRef, Derivation>();
  readonly sources = new Map<TypeRef, Source>();
  /** The {substitution group affiliation} of elements. */
  readonly heads = new Map<ElementRef, ElementRef>();
  readonly elementSources = new Map<ElementRef, Source>();
  readonly #types: (TypeDefinition | undefined)[] = builtInTypes();
  readonly #typeNames = new Map<ExpandedName, TypeRef>();
  readonly #names = new Map<TypeRef, ExpandedName>();
  readonly #anonymous = new Map<Source['node'], TypeRef>();
  readonly #elementNames = new Map<ExpandedName, ElementRef | 'open'>();
  readonly #open = new Set<TypeRef>();
  #compiled: TypeRef;
  #depth = 0;

  constructor(schemas: SchemaSet, corrected?: Corrected) {
    this.schemas = schemas;
    this.corrected = corrected;
    this.#compiled = this.#types.length;
    this.#types.forEach((type, ref) => {
      if (type?.name !== undefined) this.#typeNames.set(type.name, ref);
    });
  }

  get globalTypes(): ReadonlyMap<ExpandedName, TypeRef> {
    return this.#typeNames;
  }

  get globalElements(): ReadonlyMap<ExpandedName, ElementRef> {
    return this.#elementNames as ReadonlyMap<ExpandedName, ElementRef>;
  }

  /** A global type that `from` refers to; it may still wait to be compiled. */
  typeNamed(name: ExpandedName, from: Source): TypeRef {
    const known = this.#typeNames.get(name) ?? this.#typeNames.get(simpleNamesake(name) ?? '');
    if (known !== undefined) {
      this.#typeNames.set(name, known);
      return known;
    }
    const source = this.schemas.lookUp('type', name, from);
    const builtIn = source === undefined && isBare(name) ? expandedName(xsdNamespace, localOf(name)) : '';
    const meant = this.#typeNames.get(builtIn);
    if (meant !== undefined) {
      this.schemas.note(from, `the type ${name} is not defined: ${builtIn} is taken`);
      return meant;
    }
    const definition = source ?? this.schemas.resolve('type', name, from);
    const own = ownName(definition);
    if (own === undefined) return this.anonymousType(definition);
    if (own !== name) return this.typeNamed(own, from);
    const ref = this.#allocate(definition);
    this.#typeNames.set(name, ref);
    this.#names.set(ref, name);
    return ref;
  }

  /** The type that a `simpleType` or `complexType` inside another component defines. */
  anonymousType(source: Source): TypeRef {
    const known = this.#anonymous.get(source.node);
    if (known !== undefined) return known;
    const ref = this.#allocate(source);
    this.#anonymous.set(source.node, ref);
    return ref;
  }

  /** The name of a global type, as a property to spread; an anonymous type has none, whatever attribute it carries. */
  nameOf(ref: TypeRef): { name?: ExpandedName } {
    const name = this.#names.get(ref);
    return name === undefined ? {} : { name };
  }

  #allocate(source: Source): TypeRef {
    this.sources.set(this.#types.length, source);
    return this.#types.push(undefined) - 1;
  }

  /** Compiles one component on the way to another. */
  nested<T>(source: Source, compile: () => T): T {
    if (++this.#depth > deepest)
      throw schemaError(source.document, source.node, `more than ${deepest} components build on one another here`);
    try {
      return compile();
    } finally {
      this.#depth--;
    }
  }

  /** Notes what a type is derived from. */
  derive(ref: TypeRef, source: Source, derivation: Derivation): void {
    this.derivations.set(ref, derivation);
    let steps = 0;
    for (let at: TypeRef | undefined = ref; at !== undefined; at = this.derivations.get(at)?.base) {
      if (++steps > deepest)
        throw schemaError(source.document, source.node, `a type derived in more than ${deepest} steps`);
    }
  }

  /** Notes that an element is in the substitution group of a head. */
  affiliate(member: ElementRef, source: Source, head: ElementRef): void {
    this.heads.set(member, head);
    let steps = 0;
    for (let at: ElementRef | undefined = member; at !== undefined; at = this.heads.get(at)) {
      if (++steps > deepest)
        throw schemaError(source.document, source.node, `a substitution group of more than ${deepest} steps`);
    }
  }

  /** Adds a type that no schema holds. */
  addType(type: TypeDefinition): TypeRef {
    return this.#types.push(type) - 1;
  }

  /** The definition of a type, compiled now if need be: what a derived type builds on. */
  definition(ref: TypeRef): TypeDefinition {
    const known = this.#types[ref];
    if (known) return known;
    const source = this.sources.get(ref);
    if (source === undefined) throw new RangeError(`no type ${ref}`);
    if (this.#open.has(ref)) throw schemaError(source.document, source.node, 'the type is derived from itself');
    this.#open.add(ref);
    const compile = source.node.local === 'simpleType' ? compileSimpleType : compileComplexType;
    try {
      const type = this.nested(source, () => compile(this, source, ref));
      this.#types[ref] = type;
      return type;
    } finally {
      this.#open.delete(ref);
    }
  }

  /** The simple type that `from` needs at this place. */
  simpleType(ref: TypeRef, from: Source): SimpleType {
    const type = this.definition(ref);
    if (type.kind === 'simple') return type;
    throw schemaError(from.document, from.node, `${type.name ?? 'the type'} is not a simple type`);
  }

  /** A global element that `from` refers to. */
  elementNamed(name: ExpandedName, from: Source): ElementRef {
    const known = this.#elementNames.get(name);
    if (known === 'open')
      throw schemaError(from.document, from.node, `the element ${name} is in its own substitution group`);
    if (known !== undefined) return known;
    const source = this.schemas.resolve('element', name, from);
    const own = ownName(source) ?? name;
    if (own !== name) return this.elementNamed(own, from);
    this.#elementNames.set(name, 'open');
    try {
      const ref = this.nested(source, () => compileElement(this, source, 'global'));
      this.#elementNames.set(name, ref);
      return ref;
    } catch (error) {
      this.#elementNames.delete(name);
      throw error;
    }
  }

  /** Adds an element declaration; `source` is absent for one that no schema holds. */
  addElement(declaration: ElementDeclaration, source?: Source): ElementRef {
    const ref = this.elements.push(declaration) - 1;
    if (source) this.elementSources.set(ref, source);
    return ref;
  }

  element(ref: ElementRef): ElementDeclaration {
    const element = this.elements[ref];
    if (!element) throw new RangeError(`no element ${ref}`);
    return element;
  }

  /** Compiles what waits: all that was named so far needs it. */
  #drain(): void {
    while (this.#compiled < this.#types.length) this.definition(this.#compiled++);
  }

  /**
   * Compiles what can be done without, and all that it needs. Where it cannot be compiled, nothing of it is left, and
   * `refused` has the reason; an error of a correction is its author's to mend, and is thrown.
   */
  attempt<Compiled>(compile: () => Compiled, refused: (error: SchemaError) => void): Compiled | undefined {
    this.#drain();
    const before = this.#state();
    try {
      const compiled = compile();
      this.#drain();
      return compiled;
    } catch (error) {
      if (!(error instanceof SchemaError) || error instanceof CorrectionError) throw error;
      this.#restore(before);
      refused(error);
      return undefined;
    }
  }

  /**
   * Compiles what waits, and every global type and element of the schemas. With `lenient` a global component that cannot
   * be compiled, and that nothing before it needs, is left out and noted; published contracts hold such leftovers.
   */
  finish(lenient: boolean): TypeDefinition[] {
    this.#drain();
    let left = 0;
    const take = (name: ExpandedName, source: Source, compile: () => void): void => {
      this.attempt(compile, (error) => {
        if (!lenient || ++left > mostLeftOut) throw error;
        this.skip(source, `${name} is left out: ${error.message}`);
      });
    };
    for (let total = -1; total !== this.schemas.documents.length;) {
      total = this.schemas.documents.length;
      for (const [name, source] of this.schemas.all('element'))
        take(name, source, () => this.elementNamed(name, source));
      for (const [name, source] of this.schemas.all('type')) take(name, source, () => this.typeNamed(name, source));
    }
    return this.#types as TypeDefinition[];
  }

  /** How far everything is: all of it only grows, and refers back alone. */
  #state(): readonly number[] {
    return [this.#types.length, this.elements.length, this.groups.size, this.attributeGroups.size];
  }

  #restore([types = 0, elements = 0, groups = 0, attributeGroups = 0]: readonly number[]): void {
    this.#types.length = types;
    this.#compiled = types;
    this.elements.length = elements;
    for (const byType of [this.contents, this.attributes, this.derivations, this.sources, this.#names])
      for (const ref of byType.keys()) if (ref >= types) byType.delete(ref);
    for (const byElement of [this.heads, this.elementSources])
      for (const ref of byElement.keys()) if (ref >= elements) byElement.delete(ref);
    for (const [name, ref] of this.#typeNames) if (ref >= types) this.#typeNames.delete(name);
    for (const [node, ref] of this.#anonymous) if (ref >= types) this.#anonymous.delete(node);
    for (const [name, ref] of this.#elementNames)
      if (ref === 'open' || ref >= elements) this.#elementNames.delete(name);
    for (const node of [...this.groups.keys()].slice(groups)) this.groups.delete(node);
    for (const node of [...this.attributeGroups.keys()].slice(attributeGroups)) this.attributeGroups.delete(node);
  }

  /** Notes what is passed over knowingly. */
  skip(source: { readonly document: { readonly file: string }; readonly node: Source['node'] }, what: string): void {
    this.schemas.note(source, what);
  }

  /** Whether a component's `block` or `final` names a derivation method. */
  forbids(source: Source | undefined, attribute: 'block' | 'final', method: string): boolean {
    return source !== undefined && methodsOf(source.document, source.node, attribute).has(method);
  }
}
