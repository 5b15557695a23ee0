import type { AttributeUse, ComplexType, Wildcard } from '../../../src/codec/model.ts';
import { allows } from '../../../src/codec/wildcard.ts';
import type { MessageWriter } from './message.ts';
import type { Properties } from './properties.ts';
import { pair } from './properties.ts';

const otherNamespaces = ['urn:example:other', 'http://www.w3.org/XML/1998/namespace'];

/** Writes the attributes of complex types. */
export class AttributeValues {
  readonly #writer: MessageWriter;

  constructor(writer: MessageWriter) {
    this.#writer = writer;
  }

  write(type: ComplexType, into: Properties): void {
    for (const use of type.attributes) if (!this.#isReference(use)) this.#attribute(use, into);
    if (type.anyAttribute !== undefined && !this.#writer.small && this.#writer.choices.rarely(3)) {
      this.#others(type, type.anyAttribute, into);
    }
  }

  /** What SOAP encoding gives a meaning (SOAP 1.1 §5.4.1). */
  #isReference({ name, namespace }: AttributeUse): boolean {
    return this.#writer.encoded && namespace === '' && (name === 'href' || name === 'id');
  }

  #attribute(use: AttributeUse, into: Properties): void {
    const { breakages, choices, small, simple } = this.#writer;
    const { key, type, required } = use;
    const initial = use.default ?? (required ? undefined : use.fixed);
    if (required) breakages.add('a required attribute missing', [key], undefined);
    if (!required && (small || !choices.flag())) {
      if (initial !== undefined) into.set(key, pair(simple.lexical(type, initial)), false);
      return;
    }
    const { fixed } = use;
    into.set(
      key,
      breakages.within([key], () => this.#writer.simpleValue(type, fixed === undefined ? {} : { fixed })),
    );
  }

  #others({ attributes }: ComplexType, wildcard: Wildcard, into: Properties): void {
    // What must be declared cannot be made up: the model knows no global attributes.
    if (wildcard.process === 'strict') return;
    const { choices } = this.#writer;
    const namespace = wildcard.allow === 'only' ? (wildcard.namespaces[0] ?? '') : choices.pick(otherNamespaces);
    if (!allows(wildcard, namespace)) return;
    const local = namespace.endsWith('/XML/1998/namespace') ? 'lang' : 'nobodyKnows';
    if (attributes.some((use) => use.namespace === namespace && use.name === local)) return;
    const name = namespace === '' ? local : `{${namespace}}${local}`;
    const value = local === 'lang' ? 'fr' : choices.pick(['x', '', ' a  b ', '&<"\'>', 'é\n\t\r']);
    into.set('$attributes', pair({ [name]: value }));
    this.#writer.breakages.add('an attribute that is no string', ['$attributes', name], 1);
  }
}
