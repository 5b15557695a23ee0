import type { OperationModel } from '../model.ts';
import type { SchemaError } from '../problem.ts';
import { isNcName } from '../xml/characters.ts';
import { attributeOf, elementsOf } from '../xml/tree.ts';
import type { Compilation } from '../xsd/compilation.ts';
import { asksForAddressing, defaultAction, explicitAction } from './addressing.ts';
import type { Definitions, NamedDefinition, WsdlNode } from './document.ts';
import { childOf, childrenOf, documentationOf, nameOf, unlessRefused, wsdlError } from './document.ts';
import { noteRequired } from './extensions.ts';
import { compileFault } from './fault.ts';
import { headerFaultsOf } from './headers.ts';
import { compileMessage } from './message.ts';
import { asksForMtom } from './mtom.ts';
import { wsdlSoap11Namespace, wsdlSoap12Namespace } from './vocabulary.ts';

/** A port with its SOAP binding: what the operations of a binding have in common. */
interface SoapPort {
  readonly service: string;
  readonly port: string;
  readonly address: string;
  readonly binding: WsdlNode;
  readonly portType: NamedDefinition;
  readonly soap: '1.1' | '1.2';
  readonly soapNamespace: string;
  readonly style: 'document' | 'rpc';
  readonly addressing: boolean;
  readonly mtom: boolean;
}

/**
 * Every operation of every SOAP port, in document order (WSDL 1.1 §2.7). A port or an operation that cannot be taken does
 * not keep the others from use: it is skipped with its reason. Throws that reason where nothing is left.
 */
export function compileOperations(compilation: Compilation, definitions: Definitions): OperationModel[] {
  const refusals: SchemaError[] = [];
  const attempt = <Compiled>(at: WsdlNode, what: string, compile: () => Compiled): Compiled | undefined =>
    compilation.attempt(compile, (error) => {
      refusals.push(error);
      compilation.skip(at, `${what}: ${error.message}`);
    });
  const operations = soapPorts(definitions).flatMap(({ at, ...place }) => {
    const port = attempt(at, `the port ${nameOf(at)}`, () => soapPort(compilation, definitions, place));
    return port === undefined
      ? []
      : childrenOf(port.binding, 'operation').flatMap(
          (operation) =>
            attempt(operation, `the operation ${nameOf(operation)}`, () =>
              compileOperation(compilation, definitions, port, operation),
            ) ?? [],
        );
  });
  const [first] = refusals;
  if (first && operations.length === 0) throw first;
  if (operations.some(({ input, output }) => input.encoding ?? output?.encoding)) knowApacheTypes(compilation);
  return operations;
}

/** Where a port is declared. */
interface PortPlace {
  readonly service: WsdlNode | undefined;
  readonly port: WsdlNode | undefined;
  readonly binding: () => WsdlNode;
}

function soapPorts(definitions: Definitions): (PortPlace & { readonly at: WsdlNode })[] {
  const ports = definitions.services.flatMap((service) =>
    childrenOf(service, 'port').map((port) => ({
      at: port,
      service,
      port,
      binding: () => definitions.resolve('binding', port, 'binding'),
    })),
  );
  if (ports.length > 0) return ports;
  // Where a standard publishes only the binding, each endpoint of its own is a port of it.
  return definitions.bindings.map((binding) => ({
    at: binding,
    service: undefined,
    port: undefined,
    binding: () => binding,
  }));
}

/** PHP and Axis 1 answer with these wherever a WSDL says any type, and WSDLs seldom name them. */
function knowApacheTypes(compilation: Compilation): void {
  for (const local of ['Map', 'Vector']) {
    const name = `{http://xml.apache.org/xml-soap}${local}`;
    const source = compilation.schemas.find('type', name);
    if (source) compilation.typeNamed(name, source);
  }
}

function soapPort(
  compilation: Compilation,
  definitions: Definitions,
  { service, port, binding: bound }: PortPlace,
): SoapPort | undefined {
  const binding = bound();
  const name = nameOf(port ?? binding);
  const soapNamespace = soapNamespaceOf(binding);
  if (soapNamespace === undefined) {
    compilation.skip(port ?? binding, `the port ${name}: its binding is not a SOAP binding`);
    return undefined;
  }
  const extension = childOf(binding, 'binding', soapNamespace);
  const transport = extension && attributeOf(extension.node, 'transport')?.trim();
  if (transport !== undefined && transport !== '' && !/http/iu.test(transport.replace(/^https?:/iu, ''))) {
    compilation.skip(port ?? binding, `the port ${name}: the transport ${transport} is not HTTP`);
    return undefined;
  }
  noteRequired(compilation, binding);
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
    mtom: asksForMtom(definitions, [service, port, binding]),
  };
}

/** Whose extension elements a binding has. Some are published without the required soap:binding (§3.3), but with all within. */
function soapNamespaceOf(binding: WsdlNode): string | undefined {
  const operations = childrenOf(binding, 'operation');
  const versions = [wsdlSoap11Namespace, wsdlSoap12Namespace];
  return (
    versions.find((namespace) => childOf(binding, 'binding', namespace)) ??
    versions.find((namespace) => operations.some((operation) => childOf(operation, 'operation', namespace)))
  );
}

function styleOf(extension: WsdlNode | undefined): 'document' | 'rpc' | undefined {
  const style = extension && attributeOf(extension.node, 'style')?.trim().toLowerCase();
  if (!extension || style === undefined || style === '') return undefined;
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
  // WSDL says NCName, and some begin with a digit; no other may stand in the address of an operation.
  if (!isNcName(`_${name}`)) throw wsdlError(concrete, `"${name}" cannot be the name of an operation`);
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
  const concreteInput = childOf(concrete, 'input');
  const concreteOutput = childOf(concrete, 'output');
  const bound = { soap: port.soapNamespace, style };
  const sent = compileMessage(compilation, definitions, {
    ...bound,
    abstract: input,
    concrete: concreteInput,
    wrapper: name,
  });
  const received =
    output &&
    compileMessage(compilation, definitions, {
      ...bound,
      abstract: output,
      concrete: concreteOutput,
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
    mtom: port.mtom || asksForMtom(definitions, [concrete, concreteInput, concreteOutput]),
    headerFaults: headerFaultsOf(compilation, definitions, [...sent.headers, ...(received?.headers ?? [])]),
    address: port.address,
    ...documentationOf(abstract),
    input: sent.message,
    ...(received ? { output: received.message } : {}),
    faults: childrenOf(abstract, 'fault').flatMap(
      (fault) =>
        unlessRefused(compilation, fault, `the detail of the fault ${attributeOf(fault.node, 'name') ?? ''}`, () =>
          compileFault(compilation, definitions, port.soapNamespace, concrete, fault),
        ) ?? [],
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
  if (overload) return overload;
  // A binding that names none of them lists its overloads in the order of the port type.
  const bound = childrenOf(port.binding, 'operation').filter((operation) => nameOf(operation) === name);
  const inTurn = candidates[bound.findIndex(({ node }) => node === concrete.node)];
  const distinct = new Set(candidates.map(inputNameOf)).size === candidates.length;
  if (inTurn && inputName === '' && distinct && bound.length === candidates.length) return inTurn;
  throw wsdlError(concrete, `the operation ${name} is overloaded, and none of its inputs is named "${inputName}"`);
}

/** The name of an operation's input, or its default (WSDL 1.1 §2.4.5). */
function inputNameOf(operation: WsdlNode): string {
  const input = childOf(operation, 'input');
  const own = input && attributeOf(input.node, 'name')?.trim();
  if (own !== undefined && own !== '') return own;
  return childOf(operation, 'output') ? `${nameOf(operation)}Request` : nameOf(operation);
}
