import { join } from 'node:path';
import type { Corrections } from '../adapter/corrections.ts';
import type { ElementToken, SoapToken } from '../adapter/token.ts';
import type { Contract, OperationModel } from '../codec/index.ts';
import { link, loadWsdl, loadXsd } from '../codec/index.ts';
import { correctionsBeside } from './corrections-file.ts';
import type { LinkedRoot } from './xml-binding.ts';

/** The corrections of a document, by its path. */
export type CorrectionsOf = (document: string) => Corrections | undefined;

/**
 * The compiled contracts below one folder, each file loaded once for all who ask; with the corrections beside it, unless
 * others are given. Throws SchemaError, or an Error that names the token's mend.
 */
export class Contracts {
  readonly #root: string;
  readonly #correctionsOf: CorrectionsOf;
  readonly #files = new Map<string, Contract>();

  constructor(root: string, correctionsOf: CorrectionsOf = correctionsBeside) {
    this.#root = root;
    this.#correctionsOf = correctionsOf;
  }

  wsdl(path: string): Contract {
    return this.#load(path, loadWsdl);
  }

  operation(token: SoapToken): { contract: Contract; model: OperationModel } {
    const contract = this.wsdl(token.wsdl);
    const model = contract.model.operations.find(
      (each) =>
        each.service === token.service &&
        each.port === token.port &&
        each.name === token.operation &&
        (token.inputName === undefined || each.inputName === token.inputName),
    );
    if (model) return { contract, model };
    throw new Error(
      `${token.wsdl} has no operation ${token.operation} at port ${token.port} of service ${token.service}; write its types again`,
    );
  }

  root(token: ElementToken): LinkedRoot {
    const contract = this.#load(token.xsd, loadXsd);
    const ref = contract.element(token.element);
    if (ref === undefined)
      throw new Error(`${token.xsd} has no global element ${token.element}; write its types again`);
    return { contract, ref, name: token.element };
  }

  #load(path: string, load: typeof loadWsdl): Contract {
    const file = join(this.#root, path);
    let contract = this.#files.get(file);
    if (!contract) {
      contract = link(load(file, this.#correctionsOf(file)));
      this.#files.set(file, contract);
    }
    return contract;
  }
}
