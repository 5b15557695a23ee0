import type { ElementDeclaration, ElementRef, Model } from '../../../src/codec/model.ts';
import { expandedName } from '../../../src/codec/model.ts';

/** Schemas for what WSDL alone declares: the wrappers of rpc messages, and the parts by type of others (WSDL 1.1 §3.5). */
export function wrapperSchemas(model: Model): { readonly namespace: string; readonly text: string }[] {
  const texts = new Map<string, Map<string, string>>();
  const add = (ref: ElementRef, write: (declaration: ElementDeclaration) => string): void => {
    const declaration = model.elements[ref];
    if (declaration === undefined) return;
    const { namespace, name } = declaration;
    if (model.globalElements[expandedName(namespace, name)] === ref) return;
    const elements = texts.get(namespace) ?? new Map<string, string>();
    texts.set(namespace, elements.set(name, write(declaration)));
  };
  for (const { style, input, output } of model.operations) {
    for (const message of output === undefined ? [input] : [input, output]) {
      if (message.encoding !== undefined) continue;
      for (const { key, element } of message.parts) {
        add(element, (declaration) =>
          style === 'rpc' && key === '' ? wrapper(model, declaration) : part(model, declaration),
        );
      }
    }
  }
  return [...texts].map(([namespace, elements]) => ({
    namespace,
    text: `<xs:schema${namespace === '' ? '' : ` targetNamespace="${namespace}"`}>${[...elements.values()].join('')}</xs:schema>`,
  }));
}

function wrapper(model: Model, { name, type }: ElementDeclaration): string {
  const content = model.types[type];
  const slots = content?.kind === 'complex' ? content.slots : [];
  const parts = slots.map(({ element = -1 }) => part(model, model.elements[element] as ElementDeclaration));
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>${parts.join('')}</xs:sequence></xs:complexType></xs:element>`;
}

function part(model: Model, { namespace, name, type }: ElementDeclaration): string {
  if (namespace !== '') return `<xs:element xmlns:p="${namespace}" ref="p:${name}"/>`;
  const named = model.types[type];
  const [, typeNamespace = '', local = ''] = /^(?:\{(.*)\})?(.*)$/u.exec(named?.name ?? '') ?? [];
  return typeNamespace === ''
    ? `<xs:element name="${name}" type="${local}"/>`
    : `<xs:element xmlns:p="${typeNamespace}" name="${name}" type="p:${local}"/>`;
}
