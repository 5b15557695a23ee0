/** A plain object with its children by local name; text in `#text` where elements or attributes stand beside it. */
interface Open {
  readonly name: string;
  readonly object: Record<string, unknown>;
  text: string;
  empty: boolean;
}

/** What people write around an event parser: plain objects, arrays where a name is repeated. */
export class PlainBuilder {
  root: unknown;
  private readonly open: Open[] = [];
  private readonly done: ((name: string, value: unknown) => boolean) | undefined;

  /** `done` may take an element for itself by answering true: then it is not added to its parent. */
  constructor(done?: (name: string, value: unknown) => boolean) {
    this.done = done;
  }

  start(name: string): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.open.push({ name, object, text: '', empty: true });
    return object;
  }

  attribute(name: string, value: string): void {
    const top = this.open.at(-1);
    if (top === undefined) return;
    top.object[name] = value;
    top.empty = false;
  }

  text(text: string): void {
    const top = this.open.at(-1);
    if (top !== undefined) top.text += text;
  }

  end(): void {
    const top = this.open.pop();
    if (top === undefined) return;
    const text = top.text.trim();
    if (!top.empty && text !== '') top.object['#text'] = text;
    const value = top.empty ? top.text : top.object;
    if (this.done?.(top.name, value) === true) return;
    const parent = this.open.at(-1);
    if (parent === undefined) {
      this.root = value;
      return;
    }
    parent.empty = false;
    const before = parent.object[top.name];
    if (before === undefined) parent.object[top.name] = value;
    else if (Array.isArray(before)) before.push(value);
    else parent.object[top.name] = [before, value];
  }
}
