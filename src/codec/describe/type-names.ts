import { UniqueNames } from './unique-names.ts';
import type { Definition, Shape } from './shape.ts';
import { definitionsIn } from './shape.ts';
import type { Side } from './type-writer.ts';
import { TypeWriter } from './type-writer.ts';

/**
 * The names of definitions on both sides: one where message and reply are written alike, `Order` and `OrderReply` where
 * they differ. A definition differs where one that it refers to does.
 */
export class TypeNames {
  readonly names = new UniqueNames();
  readonly #replies = new Map<Definition, string>();
  readonly #both: ReadonlySet<Definition>;

  constructor(messages: readonly Shape[], replies: readonly Shape[]) {
    const sent = definitionsIn(...messages);
    const received = definitionsIn(...replies);
    for (const { name } of new Set([...sent, ...received])) this.names.take(name);
    this.#both = new Set(sent.filter((definition) => received.includes(definition)));
    for (const definition of different(this.#both))
      this.#replies.set(definition, this.names.take(`${definition.name}Reply`));
  }

  of(definition: Definition, side: Side): string {
    return (side === 'reply' ? this.#replies.get(definition) : undefined) ?? definition.name;
  }

  /** Whether one declaration serves both sides. */
  shared(definition: Definition): boolean {
    return this.#both.has(definition) && !this.#replies.has(definition);
  }

  writer(side: Side): TypeWriter {
    return new TypeWriter(side, (definition) => this.of(definition, side));
  }
}

function different(definitions: ReadonlySet<Definition>): ReadonlySet<Definition> {
  const [message, reply] = (['message', 'reply'] as const).map((side) => new TypeWriter(side, ({ name }) => name));
  const found = new Set(
    [...definitions].filter(({ name, shape }) => message?.declaration(name, shape) !== reply?.declaration(name, shape)),
  );
  const users = new Map<Definition, Definition[]>();
  for (const definition of definitions) {
    for (const used of definitionsIn(definition.shape)) users.set(used, [...(users.get(used) ?? []), definition]);
  }
  return new Set([...found].flatMap((definition) => users.get(definition) ?? []).concat([...found]));
}
