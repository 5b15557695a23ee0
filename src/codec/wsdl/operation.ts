import type { FaultModel, OperationModel } from '../model.ts';
import { attributeOf, elementsOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import { asksForAddressing, defaultAction, explicitAction } from './addressing.ts';
import type { Definitions, WsdlNode } from './document.ts';
import { childOf, childrenOf, documentationOf, nameOf, wsdlError } from './document.ts';
import { compileMessage, partElement } from './message.ts';
import { wsdlSoap11Namespace, wsdlSoap12Namespace } from './vocabulary.ts';

/** A port with its SOAP binding: what the operations of a binding have in common. */
interface SoapPort {
  readonly service: string;
  readonly port: string;
  readonly address: string;
  readonly binding: WsdlNode;
  readonly portType: WsdlNode & { readonly name: string };
  readonly soap: '1.1' | '1.2';
  readonly soapNamespace: string;
  readonly style: 'document' | 'rpc';
  readonly addressing: boolean;
}

/** Every operation of every SOAP port, in document order (WSDL 1.1 §2.7). */
export function compileOperations(compilation: Compilation, definitions: Definitions): OperationModel[] {
  return soapPorts(compilation, definitions).flatMap((port) =>
    childrenOf(port.binding, 'operation').flatMap(
      (operation) => compileOperation(compilation, definitions, port, operation) ?? [],
    ),
  );
}

function soapPorts(compilation: Compilation, definitions: Definitions): SoapPort[] {
  const ports = definitions.services.flatMap((service) =>
    childrenOf(service, 'port').map((port) => ({ service, port })),
  );
  if (ports.length > 0) {
    return ports.flatMap(
      ({ service, port }) =>
        soapPort(compilation, definitions, definitions.resolve('binding', port, 'binding'), service, port) ?? [],
    );
  }
  // Where a standard publishes only the binding, each endpoint of its own is a port of it.
  return definitions.bindings.flatMap((binding) => soapPort(compilation, definitions, binding) ?? []);
}

function soapPort(
  compilation: Compilation,
  definitions: Definitions,
  binding: WsdlNode,
  service?: WsdlNode,
  port?: WsdlNode,
): SoapPort | undefined {
  const name = nameOf(port ?? binding);
  const soapNamespace = [wsdlSoap11Namespace, wsdlSoap12Namespace].find((namespace) =>
    childOf(binding, 'binding', namespace),
  );
  const extension = soapNamespace === undefined ? undefined : childOf(binding, 'binding', soapNamespace);
  if (soapNamespace === undefined || !extension) {
    compilation.skip(port ?? binding, `the port ${name}: its binding is not a SOAP binding`);
    return undefined;
  }
  const transport = attributeOf(extension.node, 'transport')?.trim();
  if (transport !== undefined && !/http/iu.test(transport.replace(/^https?:/iu, ''))) {
    compilation.skip(port ?? binding, `the port ${name}: the transport ${transport} is not HTTP`);
    return undefined;
  }
  const address = port && childOf(port, 'address', soapNamespace);
  return {
    service: service ? nameOf(service) : '',
    port: name,
    address: (address && attributeOf(address.node, 'location')?.trim()) ?? '',
    binding,
    portType: definitions.resolve('portType', binding, 'type'),
    soap: soapNamespace === wsdlSoap12Namespace ? '1.2' : '1.1',
    soapNamespace,
    style: styleOf(extension) ?? 'document',
    addressing: asksForAddressing(definitions, [service, port, binding]),
  };
}

function styleOf(extension: WsdlNode | undefined): 'document' | 'rpc' | undefined {
  const style = extension && attributeOf(extension.node, 'style')?.trim();
  if (!extension || style === undefined) return undefined;
  if (style === 'document' || style === 'rpc') return style;
  throw wsdlError(extension, `the style "${style}" is neither document nor rpc`);
}

function compileOperation(
  compilation: Compilation,
  definitions: Definitions,
  port: SoapPort,
  concrete: WsdlNode,
): OperationModel | undefined {
  const name = nameOf(concrete);
  const abstract = abstractOperation(port, concrete);
  const first = elementsOf(abstract.node).find(({ local }) => local === 'input' || local === 'output');
  const input = childOf(abstract, 'input');
  const output = childOf(abstract, 'output');
  if (!input || first?.local === 'output') {
    compilation.skip(abstract, `the operation ${name}: the partner would start it`);
    return undefined;
  }
  const soapOperation = childOf(concrete, 'operation', port.soapNamespace);
  const style = styleOf(soapOperation) ?? port.style;
  const bound = { soap: port.soapNamespace, style };
  const sent = compileMessage(compilation, definitions, {
    ...bound,
    abstract: input,
    concrete: childOf(concrete, 'input'),
    wrapper: name,
  });
  const received =
    output &&
    compileMessage(compilation, definitions, {
      ...bound,
      abstract: output,
      concrete: childOf(concrete, 'output'),
      wrapper: `${name}Response`,
    });
  const inputName = inputNameOf(abstract);
  const addressing = port.addressing || sent.addressing || asksForAddressing(definitions, [concrete]);
  const soapAction = (soapOperation && attributeOf(soapOperation.node, 'soapAction')?.trim()) ?? '';
  const { targetNamespace } = port.portType.document;
  const addressed =
    explicitAction(input.node) ??
    (soapAction === '' ? defaultAction(targetNamespace, nameOf(port.portType), inputName) : soapAction);
  return {
    service: port.service,
    port: port.port,
    portType: port.portType.name,
    name,
    inputName,
    soap: port.soap,
    style,
    action: addressing ? addressed : soapAction,
    addressing,
    mtom: false,
    headerFaults: [],
    address: port.address,
    ...documentationOf(abstract),
    input: sent.message,
    ...(received ? { output: received.message } : {}),
    faults: childrenOf(abstract, 'fault').flatMap(
      (fault) => compileFault(compilation, definitions, port, concrete, fault) ?? [],
    ),
  };
}

/** The operation of the port type; overloads are told apart by the names of their input and output (§2.5). */
function abstractOperation(port: SoapPort, concrete: WsdlNode): WsdlNode {
  const name = nameOf(concrete);
  const candidates = childrenOf(port.portType, 'operation').filter((operation) => nameOf(operation) === name);
  const [only, ...others] = candidates;
  if (!only) throw wsdlError(concrete, `the operation ${name} is not defined in the port type ${port.portType.name}`);
  if (others.length === 0) return only;
  const input = childOf(concrete, 'input');
  const inputName = (input && attributeOf(input.node, 'name')?.trim()) ?? '';
  const overload = candidates.find((operation) => inputNameOf(operation) === inputName);
  if (!overload)
    throw wsdlError(concrete, `the operation ${name} is overloaded, and none of its inputs is named "${inputName}"`);
  return overload;
}

/** The name of an operation's input, or its default (WSDL 1.1 §2.4.5). */
function inputNameOf(operation: WsdlNode): string {
  const input = childOf(operation, 'input');
  const own = input && attributeOf(input.node, 'name')?.trim();
  if (own !== undefined && own !== '') return own;
  return childOf(operation, 'output') ? `${nameOf(operation)}Request` : nameOf(operation);
}

/** WSDL 1.1 §3.6: the element in the fault's detail. */
function compileFault(
  compilation: Compilation,
  definitions: Definitions,
  port: SoapPort,
  concrete: WsdlNode,
  fault: WsdlNode,
): FaultModel | undefined {
  const name = nameOf(fault);
  const bound = childrenOf(concrete, 'fault').find((candidate) => attributeOf(candidate.node, 'name')?.trim() === name);
  const soapFault = bound && childOf(bound, 'fault', port.soapNamespace);
  if (soapFault && attributeOf(soapFault.node, 'use')?.trim() === 'encoded') {
    throw wsdlError(soapFault, 'soap:fault with use="encoded" (SOAP encoding) is not supported');
  }
  const parts = childrenOf(definitions.resolve('message', fault, 'message'), 'part');
  const [part, ...others] = parts;
  if (!part || others.length > 0 || attributeOf(part.node, 'element') === undefined) {
    compilation.skip(fault, `the detail of the fault ${name}: its message is not one part by element`);
    return undefined;
  }
  return { name, element: partElement(compilation, part) };
}
