import type { MessageModel, Model, OperationModel } from '../model.ts';
import { identifier, localName, UniqueNames } from './unique-names.ts';
import type { Definition, Shape } from './shape.ts';
import { definitionsIn, treesIn } from './shape.ts';
import { shapesOf } from './shapes.ts';
import { TypeNames } from './type-names.ts';
import type { Side } from './type-writer.ts';
import { comment, constantName, quoted } from './typescript-text.ts';

/** What the module says of where it comes from. */
export interface TypescriptOptions {
  /** The WSDL or XSD, as a path below `wsdl/`: what the tokens hold. */
  readonly file: string;
  /** The command that writes the module again. */
  readonly command: string;
}

/**
 * The TypeScript module beside a WSDL or XSD: a typed token per operation or global element, and their types, strict for
 * what is sent and lenient for what comes back. The same model gives the same text.
 */
export function typescriptOf(model: Model, options: TypescriptOptions): string {
  return model.operations.length > 0 ? operationsModule(model, options) : elementsModule(model, options);
}

interface Token {
  readonly operation: OperationModel;
  readonly overloaded: boolean;
  readonly constant: string;
  readonly message: Shape;
  readonly reply: Shape | undefined;
  readonly headers: Shape | undefined;
}

function operationsModule(model: Model, options: TypescriptOptions): string {
  const shapes = shapesOf(model);
  const tokens = namedOperations(model.operations).map(([constant, operation]): Token => {
    const { input, output } = operation;
    return {
      operation,
      overloaded: isOverloaded(model.operations, operation),
      constant,
      message: shapes.message(input, false),
      reply: output && shapes.message(output, false),
      headers: input.headers.length > 0 ? shapes.headers(input) : undefined,
    };
  });
  const messages = tokens.flatMap(({ message, headers }) => (headers === undefined ? [message] : [message, headers]));
  const replies = tokens.flatMap(({ reply }) => (reply === undefined ? [] : [reply]));
  const names = new TypeNames(messages, replies);
  const written = new Map<string, TokenTypes>();
  const text = tokens.map((token) => tokenText(token, names, written, options));
  return moduleText('SoapToken', options, text, names, messages, replies);
}

interface TokenTypes {
  readonly message: string;
  readonly reply: string;
  readonly headers: string;
}

/** The token, and before it its types, unless another port's token has the same ones. */
function tokenText(
  token: Token,
  names: TypeNames,
  written: Map<string, TokenTypes>,
  { file }: TypescriptOptions,
): string {
  const { operation, constant } = token;
  const key = JSON.stringify([
    operation.portType,
    operation.name,
    partsKey(operation.input),
    operation.output && partsKey(operation.output),
  ]);
  const known = written.get(key);
  const stem = identifier(constant);
  const message = known ?? {
    message: names.names.take(`${stem}Message`),
    reply: token.reply === undefined ? 'undefined' : names.names.take(`${stem}Reply`),
    headers: token.headers === undefined ? 'unknown' : names.names.take(`${stem}Headers`),
  };
  written.set(key, message);
  const declarations: string[] = [];
  if (known === undefined) {
    declarations.push(names.writer('message').declaration(message.message, token.message));
    if (token.reply !== undefined) declarations.push(names.writer('reply').declaration(message.reply, token.reply));
    if (token.headers !== undefined)
      declarations.push(names.writer('message').declaration(message.headers, token.headers));
  }
  const { service, port, name, documentation } = operation;
  const type = `SoapToken<${message.message}, ${message.reply}, ${message.headers}>`;
  const overload: Readonly<Record<string, string>> = token.overloaded ? { inputName: operation.inputName } : {};
  const fields = { wsdl: file, service, port, operation: name, ...overload };
  return [
    ...declarations,
    `${comment([documentation], '')}export const ${constant}: ${type} = ${literal(fields)};\n`,
  ].join('\n');
}

function partsKey({ parts, headers, attachments, use }: MessageModel): unknown {
  return [parts, headers, attachments, use];
}

/** The first port's operations keep their names; where another's has the same, its port's name tells them apart. */
function namedOperations(operations: readonly OperationModel[]): readonly (readonly [string, OperationModel])[] {
  const names = new UniqueNames();
  return operations.map((operation) => {
    const { name, inputName, port, service } = operation;
    const overloaded = isOverloaded(operations, operation);
    const own = constantName(overloaded ? inputName : name);
    const wanted = [own, constantName(`${own}_${port}`), constantName(`${own}_${service}_${port}`)].find(
      (candidate) => !names.has(candidate),
    );
    return [names.take(wanted ?? own), operation] as const;
  });
}

/** The same name twice in one port (WSDL 1.1 §2.4.5): only the inputs' names tell which is meant. */
function isOverloaded(operations: readonly OperationModel[], { service, port, name }: OperationModel): boolean {
  return (
    operations.filter((other) => other.service === service && other.port === port && other.name === name).length > 1
  );
}

function elementsModule(model: Model, options: TypescriptOptions): string {
  const shapes = shapesOf(model);
  const constants = new UniqueNames();
  const roots = Object.entries(model.globalElements)
    .filter(([, element]) => model.elements[element]?.abstract === false)
    .map(([expanded, element]) => ({
      expanded,
      element,
      constant: constants.take(constantName(localName(expanded))),
      shape: shapes.root(element),
    }));
  const rootNames = new UniqueNames(definitionsIn(...roots.map(({ shape }) => shape)).map(({ name }) => name));
  const definitions = roots.map(({ constant, shape }): Shape & { kind: 'named' } => {
    if (shape.kind === 'named') return shape;
    return {
      kind: 'named',
      definition: { name: rootNames.take(identifier(constant)), documentation: undefined, shape },
    };
  });
  const names = new TypeNames(definitions, definitions);
  const text = roots.map(({ expanded, constant, element }, index) => {
    const [reply, message] = (['reply', 'message'] as const).map((side) => nameOf(names, definitions[index], side));
    const type = `ElementToken<${reply === message ? reply : `${reply}, ${message}`}>`;
    const documentation = comment([model.elements[element]?.documentation], '');
    return `${documentation}export const ${constant}: ${type} = ${literal({ xsd: options.file, element: expanded })};\n`;
  });
  return moduleText('ElementToken', options, text, names, definitions, definitions);
}

function nameOf(names: TypeNames, shape: (Shape & { kind: 'named' }) | undefined, side: Side): string {
  return shape === undefined ? 'unknown' : names.of(shape.definition, side);
}

function moduleText(
  token: string,
  { file, command }: TypescriptOptions,
  text: readonly string[],
  names: TypeNames,
  messages: readonly Shape[],
  replies: readonly Shape[],
): string {
  const sent = definitionsIn(...messages);
  const received = definitionsIn(...replies);
  const declare = (side: Side, definition: Definition): string =>
    names.writer(side).declaration(names.of(definition, side), definition.shape, definition.documentation);
  const declarations = [
    ...sent.map((definition) => declare('message', definition)),
    ...received.filter((definition) => !names.shared(definition)).map((definition) => declare('reply', definition)),
  ];
  const imported = text.length === 0 ? 'export {};' : `import type { ${token} } from '#adapter';`;
  const head = `// Generated from wsdl/${file}. Do not edit; write it again with: ${command}\n${imported}\n`;
  return [head, ...text, ...declarations, ...treeTypes([...messages, ...replies])].join('\n');
}

function literal(fields: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}: ${quoted(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

function treeTypes(shapes: readonly Shape[]): readonly string[] {
  const { known, generic } = treesIn(...shapes);
  const any =
    '/** An element that the schemas know, or its XML as a tree. Names are `{namespace}local`. */\nexport type AnyElement = { name: string; value: unknown } | XmlTree;\n';
  const tree =
    '/** XML as a tree. Names are `{namespace}local`. */\nexport interface XmlTree {\n  name: string;\n  attributes: Record<string, string>;\n  children: (string | XmlTree)[];\n}\n';
  return [...(known ? [any] : []), ...(known || generic ? [tree] : [])];
}
