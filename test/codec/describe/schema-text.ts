import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWsdl, loadXsd } from '../../../src/codec/load.ts';
import type { MessageModel, Model } from '../../../src/codec/model.ts';
import { bareMessage } from '../../../src/codec/model.ts';

/** The model of a schema whose target namespace is `urn:x`, prefix `x`. */
export function schemaModel(components: string): Model {
  return loaded('schema.xsd', schemaText(components), loadXsd);
}

/** The model of a WSDL with one SOAP 1.1 port: its schema components, messages, operations of the port type and of the binding. */
export function wsdlModel(parts: { types: string; messages: string; operations: string; bindings: string }): Model {
  const text = `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
      xmlns:x="urn:x" targetNamespace="urn:x">
    <wsdl:types>${schemaText(parts.types)}</wsdl:types>
    ${parts.messages}
    <wsdl:portType name="PortType">${parts.operations}</wsdl:portType>
    <wsdl:binding name="Binding" type="x:PortType">
      <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
      ${parts.bindings}
    </wsdl:binding>
    <wsdl:service name="Service"><wsdl:port name="Port" binding="x:Binding"><soap:address location="http://example.org/"/></wsdl:port></wsdl:service>
  </wsdl:definitions>`;
  return loaded('service.wsdl', text, loadWsdl);
}

/** The message whose one part is this global element. */
export function messageOf(model: Model, element: string): MessageModel {
  const ref = model.globalElements[`{urn:x}${element}`];
  if (ref === undefined) throw new Error(`the schema has no element ${element}`);
  return bareMessage(ref);
}

function schemaText(components: string): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:x="urn:x" targetNamespace="urn:x"
    elementFormDefault="qualified">${components}</xs:schema>`;
}

function loaded(name: string, text: string, load: (file: string) => Model): Model {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-describe-'));
  try {
    writeFileSync(join(folder, name), text);
    return load(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
