import type { ComplexType, ElementRef, TypeRef, Wildcard } from '../../../src/codec/model.ts';
import { allows } from '../../../src/codec/wildcard.ts';
import type { MessageWriter } from './message.ts';
import type { Pair, Properties } from './properties.ts';
import { pair, Properties as Built } from './properties.ts';

const builtins: readonly (readonly [name: string, value: unknown])[] = [
  ['xs:string', 'é & <b> '],
  ['xs:string', ''],
  ['xs:int', 5],
  ['xs:boolean', true],
  ['xs:decimal', '12.30'],
  ['xs:dateTime', '2026-01-31T09:30:00Z'],
  ['xs:base64Binary', 'AAECAw=='],
  ['xs:double', 'INF'],
];

/** Writes what the schema leaves open: `xs:any`, `xs:anyType`. */
export class OpenContent {
  readonly #writer: MessageWriter;

  constructor(writer: MessageWriter) {
    this.#writer = writer;
  }

  /** One item of `$any`. */
  item(wildcard: Wildcard, type: ComplexType): Pair {
    const { depths, choices, breakages } = this.#writer;
    const taken = this.#takenBy(type);
    const known = wildcard.process === 'skip' ? [] : depths.known(wildcard).filter(([, ref]) => !taken.has(ref));
    breakages.add('an item without a name', ['name'], undefined, [[], ['name']]);
    if (known.length > 0 && (wildcard.process === 'strict' || choices.flag())) {
      const smallest = known.toSorted(([, a], [, b]) => depths.declaration(a) - depths.declaration(b));
      const [name, ref] = this.#writer.choose(smallest);
      return this.#known(name, ref);
    }
    const [namespace = ''] =
      wildcard.allow === 'only' ? wildcard.namespaces : ['urn:example:other'].filter((each) => allows(wildcard, each));
    return pair(this.#tree(namespace === '' ? 'nobodyKnows' : `{${namespace}}nobodyKnows`, 2));
  }

  #known(name: string, ref: ElementRef): Pair {
    const substituted = (this.#writer.model.elements[ref]?.substitutes?.length ?? 0) > 1;
    const value = this.#writer.breakages.within(['value'], () =>
      substituted ? this.#head(ref) : this.#writer.declared(ref, new Built()),
    );
    return { given: { name, value: value.given }, read: { name, value: value.read } };
  }

  /** A head of a substitution group says which of its members it is: itself. */
  #head(ref: ElementRef): Pair {
    const tags = new Built();
    const name = this.#writer.model.elements[ref]?.name ?? '';
    tags.set('$element', pair(name), this.#writer.choices.flag());
    return this.#writer.declared(ref, tags);
  }

  #takenBy({ slots }: ComplexType): ReadonlySet<ElementRef> {
    const { elements, globalElements } = this.#writer.model;
    const declared = slots.flatMap(({ element }) => (element === undefined ? [] : [element]));
    const refs = [...declared, ...declared.flatMap((ref) => elements[ref]?.substitutes ?? [])];
    const names = refs.map((ref) => `${elements[ref]?.namespace} ${elements[ref]?.name}`);
    const same = Object.values(globalElements).filter((ref) =>
      names.includes(`${elements[ref]?.namespace} ${elements[ref]?.name}`),
    );
    return new Set([...refs, ...same]);
  }

  #tree(name: string, deep: number): unknown {
    const { choices } = this.#writer;
    const attributes = choices.rarely(3) ? { a: ' x "&" ', '{urn:example:other}b': 'é' } : {};
    const inner = deep === 0 ? [] : [this.#tree('{urn:example:other}inner', deep - 1)];
    const around = inner.length > 0 ? ['before ', ...inner, ' behind'] : ['alone'];
    const children = choices.pick([[], ['text'], ['é & <b> '], [' '], inner, around]);
    return { name, attributes, children };
  }

  /** `xs:anyType`; `simple` for `xs:anySimpleType`. */
  anything(tags: Properties, simple: boolean): Pair {
    const { choices, small, breakages } = this.#writer;
    breakages.add('unknown $type', ['$type'], '{urn:example}NoSuchType');
    const form = small ? 0 : choices.below(simple ? 3 : 5);
    if (form === 0) tags.set('value', pair(choices.pick(['text', '', ' é & <b>'])));
    else if (form === 1) {
      const [type, value] = choices.pick(builtins);
      tags.set('$type', pair(type));
      tags.set('value', pair(value));
    } else if (form === 2) return this.#named(tags, simple);
    else {
      tags.set('$any', pair(['before', this.#tree('{urn:example:other}nobodyKnows', 1)].slice(form - 3)));
      if (choices.flag()) tags.set('$attributes', pair({ '{urn:example:other}nobodyKnows': 'x' }));
    }
    return tags.pair;
  }

  /** A type that the schemas name. */
  #named(tags: Properties, simple: boolean): Pair {
    const { model, depths } = this.#writer;
    const types = Object.entries(model.globalTypes)
      // Reading, the encoding's own types are those of XML Schema that they derive from.
      .filter(
        ([name, ref]) =>
          !/^\{[^}]*(?:XMLSchema|soap\/encoding\/|soap-encoding)\}/.test(name) && this.#fits(ref, simple),
      )
      .toSorted(([, a], [, b]) => depths.exactly(a) - depths.exactly(b));
    if (types.length === 0) {
      tags.set('value', pair('no named type'));
      return tags.pair;
    }
    const [name, ref] = this.#writer.choose(types);
    const type = model.types[ref];
    tags.set('$type', pair(name));
    if (type?.kind === 'complex') return this.#writer.complex(type, tags);
    tags.set(
      'value',
      this.#writer.breakages.within(['value'], () => this.#writer.simpleValue(ref, {})),
    );
    return tags.pair;
  }

  #fits(ref: TypeRef, simple: boolean): boolean {
    const type = this.#writer.model.types[ref];
    if (type?.kind === 'simple') return type.builtin !== 'NOTATION';
    return type?.kind === 'complex' && !simple && !type.abstract && this.#writer.depths.exactly(ref) < Infinity;
  }
}
