import type { Contract, Drift, ElementRef, OperationModel, XmlTree } from '../../codec/index.ts';
import { ContractError, expandedName } from '../../codec/index.ts';
import { decodeEncoded, typeNameIn } from '../../codec/encoded/body.ts';
import { namesOf } from '../../codec/message-decoder.ts';

type FaultModel = OperationModel['faults'][number];

/** An element of a fault's detail that the contract declares. */
export interface DeclaredDetail {
  /** Its property in `fault.detail`. */
  readonly key: string;
  readonly element: ElementRef;
  /** It is read from the text; otherwise from its tree, since it is encoded, or of a type alone. */
  readonly fromText: boolean;
}

interface Declared extends DeclaredDetail {
  readonly names: readonly string[];
  /** What stacks call the element of a part by `type`: for the part, the fault, the type. */
  readonly locals: readonly string[];
  readonly type: string | undefined;
}

/** The declared details of an operation's faults (WSDL 1.1 §3.6), and how to tell which one stands there. */
export class FaultDetails {
  /** One may be encoded: what it refers to stands behind the fault. */
  readonly encoded: boolean;
  readonly #contract: Contract;
  readonly #declared: readonly Declared[];

  constructor(contract: Contract, faults: readonly FaultModel[]) {
    this.#contract = contract;
    this.encoded = faults.some(({ encoding }) => encoding !== undefined);
    this.#declared = faults.map((fault) => declaredOf(contract, fault));
  }

  /** `roots`: where what an encoded element refers to may stand; without them only what is read from the text is found. */
  find(element: XmlTree, roots: readonly XmlTree[] | undefined): DeclaredDetail | undefined {
    const name = expandedName(element.namespace, element.local);
    const named = this.#declared.find(({ names }) => names.includes(name));
    if (roots === undefined) return named?.fromText ? named : undefined;
    const typed = this.#declared.filter(({ type }) => type !== undefined);
    if (named !== undefined || typed.length === 0) return named;
    const type = typeNameIn(element, roots);
    return (
      typed.find((each) => type !== undefined && each.type === type) ??
      typed.find(({ locals }) => locals.includes(element.local))
    );
  }

  /** `undefined` for one that breaks its contract, which is noted. */
  decode({ element }: DeclaredDetail, tree: XmlTree, roots: readonly XmlTree[], drift: Drift[]): unknown {
    const path = ['Envelope', 'Body', 'Fault', 'detail'];
    try {
      return decodeEncoded(this.#contract, element, tree, roots, { drift }, path);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      drift.push(error.drift);
      return undefined;
    }
  }
}

function declaredOf(contract: Contract, { name, element, typed, encoding }: FaultModel): Declared {
  const declaration = contract.model.elements[element];
  const type = contract.model.types[declaration?.type ?? -1]?.name;
  const local = type?.slice(type.lastIndexOf('}') + 1);
  const key = declaration?.name ?? name;
  return {
    key,
    element,
    fromText: !typed && encoding === undefined,
    names: namesOf(contract, element),
    locals: [key, name, ...(local === undefined ? [] : [local])],
    type: typed ? (type ?? '') : undefined,
  };
}
