import { MalformedError } from '../problem.ts';
import { expandReferences, isSpace } from './characters.ts';
import type { DocumentText } from './document-text.ts';
import type { AttributeName, Name, Scope } from './scope.ts';

/** The attributes of one start tag, kept. */
export interface AttributesCopy {
  readonly instance: boolean;
  readonly names: readonly AttributeName[];
  readonly values: readonly string[];
}

/** The attributes of one start tag (XML 1.0 §3.1, §3.3.3), namespace declarations apart. Reused from tag to tag. */
export class Attributes {
  count = 0;
  /** One of them is XML Schema's own: `xsi:type`, `xsi:nil` (XSD 1.0 part 1 §2.6). */
  instance = false;
  private readonly raw: string[] = [];
  private readonly names: AttributeName[] = [];
  private readonly values: string[] = [];
  private readonly declarations: string[] = [];
  private readonly most: number;
  private readonly longestName: number;

  constructor(most: number, longestName: number) {
    this.most = most;
    this.longestName = longestName;
  }

  name(index: number): AttributeName {
    const name = this.names[index];
    if (index >= this.count || name === undefined) throw new RangeError(`attribute ${index} of ${this.count}`);
    return name;
  }

  value(index: number): string {
    return this.values[index] ?? '';
  }

  find(namespace: string, local: string): string | undefined {
    for (let index = 0; index < this.count; index++) {
      const name = this.names[index];
      if (name?.local === local && name.namespace === namespace) return this.values[index];
    }
    return undefined;
  }

  /** For {@link restore}, where the tag is read and what follows is read once more. */
  copy(): AttributesCopy {
    const { count, instance } = this;
    return { instance, names: this.names.slice(0, count), values: this.values.slice(0, count) };
  }

  restore({ instance, names, values }: AttributesCopy): void {
    this.count = names.length;
    this.instance = instance;
    for (let index = 0; index < names.length; index++) {
      this.names[index] = names[index] as AttributeName;
      this.values[index] = values[index] as string;
    }
  }

  /** Forgets the last tag's: the present one has none. */
  clear(): void {
    this.count = 0;
    this.instance = false;
  }

  /**
   * Reads the attributes of an element that has the same as the last time, in plain values, and returns where `>` or `/>` stands;
   * -1 where it is otherwise: then {@link scan} reads them all.
   */
  likely(text: string, characters: DocumentText, start: number, element: Name): number {
    this.clear();
    let at = start;
    for (let name = element.attribute; name !== undefined; name = name.next) {
      if (!characters.holds(name.opening, at) || this.count === this.most) return -1;
      const from = at + name.opening.length;
      at = characters.valueEnd(from);
      if (text.charCodeAt(at) !== 34) return -1;
      this.values[this.count] = text.slice(from, at);
      this.put(name);
      const code = text.charCodeAt(++at);
      if (code === 62 || code === 47) return at;
    }
    return -1;
  }

  /** Reads from behind the element's name up to `>` or `/>`, and returns where that stands. */
  scan(text: string, start: number): number {
    this.clear();
    if (this.declarations.length > 0) this.declarations.length = 0;
    let at = start;
    for (;;) {
      const before = at;
      while (isSpace(text.charCodeAt(at))) at++;
      const code = text.charCodeAt(at);
      if (code === 62 || code === 47) return at;
      if (Number.isNaN(code)) throw new MalformedError('the document ends inside a tag');
      if (at === before) throw new MalformedError('white space is missing before an attribute');
      at = this.one(text, at);
    }
  }

  private one(text: string, start: number): number {
    let at = start;
    for (let code = text.charCodeAt(at); code !== 61 && !isSpace(code); code = text.charCodeAt(++at)) {
      if (code === 62 || code === 47 || code === 60 || code === 34 || code === 39 || Number.isNaN(code)) {
        throw new MalformedError('an attribute without a value');
      }
    }
    const raw = text.slice(start, at);
    if (raw.length > this.longestName) throw new MalformedError(`a name longer than ${this.longestName} characters`);
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== 61) throw new MalformedError('an attribute without a value');
    at++;
    while (isSpace(text.charCodeAt(at))) at++;
    const quote = text.charCodeAt(at);
    if (quote !== 34 && quote !== 39) throw new MalformedError('an attribute value without quotes');
    const end = text.indexOf(quote === 34 ? '"' : "'", at + 1);
    if (end === -1) throw new MalformedError('an attribute value that does not end');
    this.add(raw, normalized(text.slice(at + 1, end)));
    return end + 1;
  }

  private add(raw: string, value: string): void {
    const declares = raw.startsWith('xmlns');
    if (declares && (raw.length === 5 || raw.charCodeAt(5) === 58)) {
      const prefix = raw.slice(6);
      if (raw.length === 6) throw new MalformedError('a namespace declaration without a prefix');
      for (let at = 0; at < this.declarations.length; at += 2) {
        if (this.declarations[at] === prefix) throw new MalformedError('a prefix is declared twice on one element');
      }
      this.declarations.push(prefix, value);
    } else {
      this.raw[this.count] = raw;
      this.values[this.count++] = value;
    }
    if (this.count + this.declarations.length / 2 > this.most)
      throw new MalformedError(`more than ${this.most} attributes on one element`);
  }

  /** Resolves the names in the element's scope, which it returns. */
  resolve(outer: Scope): Scope {
    const scope = this.declarations.length === 0 ? outer : outer.declare(this.declarations);
    const { count } = this;
    this.count = 0;
    for (let index = 0; index < count; index++) this.put(scope.attribute(this.raw[index] ?? ''));
    return scope;
  }

  /** Keeps what was read for {@link likely}. */
  remember(element: Name): void {
    element.attribute = undefined;
    for (let index = 0; index < this.count; index++) if (!this.names[index]?.kept) return;
    if (this.count > 0) element.attribute = this.names[0];
    for (let index = 1; index < this.count; index++) (this.names[index - 1] as AttributeName).next = this.names[index];
  }

  /** Takes the next name, and refuses the same twice (Namespaces in XML 1.0 §6.3). */
  private put(name: AttributeName): void {
    const { count, names } = this;
    for (let other = 0; other < count; other++) {
      if (names[other]?.expanded === name.expanded)
        throw new MalformedError('an attribute stands twice on one element');
    }
    if (name.instance) this.instance = true;
    names[count] = name;
    this.count = count + 1;
  }
}

/** XML 1.0 §3.3.3 for attributes that no DTD declares. */
function normalized(value: string): string {
  if (value.includes('<')) throw new MalformedError('"<" in an attribute value');
  const spaced = /[\t\n\r]/.test(value) ? value.replace(/[\t\n\r]/g, ' ') : value;
  return spaced.includes('&') ? expandReferences(spaced) : spaced;
}
