import { describe, expect, it } from 'vitest';
import type { MirrorContract } from './contract.ts';
import { asAnswered, rows } from './rows.ts';
import type { SimulatedMirror } from './simulated.ts';
import { simulateMirror } from './simulated.ts';

/** What a client prints: of each row what it sent and got, and what came of its other calls. */
interface Printed {
  readonly rows: Readonly<Record<string, { readonly sent: unknown; readonly got: unknown }>>;
  readonly [call: string]: unknown;
}

interface Run {
  readonly mirror: SimulatedMirror;
  readonly printed: Printed;
}

/** Runs of a client that is not ours: one for each contract, whose partner is simulated. */
export class ClientRuns implements AsyncDisposable {
  readonly #runs = new Map<MirrorContract, Run>();

  /** `client` calls all that the WSDL at `wsdlUrl` has, and gives what it prints. */
  async start(
    contracts: readonly MirrorContract[],
    client: (wsdlUrl: string, contract: MirrorContract) => Promise<unknown>,
  ): Promise<void> {
    const run = async (contract: MirrorContract): Promise<void> => {
      const mirror = await simulateMirror(contract);
      this.#runs.set(contract, { mirror, printed: (await client(mirror.wsdlUrl, contract)) as Printed });
    };
    await Promise.all(contracts.map(run));
  }

  printed(contract: MirrorContract): Printed | undefined {
    return this.#runs.get(contract)?.printed;
  }

  mirror(contract: MirrorContract): SimulatedMirror | undefined {
    return this.#runs.get(contract)?.mirror;
  }

  /** The inputs of an operation as the partner read them. */
  received(contract: MirrorContract, operation: string): unknown[] | undefined {
    return this.mirror(contract)?.received.get(operation);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { mirror } of this.#runs.values()) await mirror[Symbol.asyncDispose]();
  }
}

/** Where a client has, by a row's title, something else than it should: what it writes, and what it reads. */
export interface Deviations {
  readonly written: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly read: Readonly<Record<string, unknown>>;
}

/** Every row, as the client sends it and as it reads the same in the answer. */
export function describeRows(
  runs: ClientRuns,
  contracts: readonly MirrorContract[],
  { written, read }: Deviations,
): void {
  describe.each(contracts.map((contract) => ({ title: contract.title, contract })))('$title', ({ contract }) => {
    it('has a value for every row', () => {
      expect(Object.keys(runs.printed(contract)?.rows ?? {})).toStrictEqual(rows.map(({ title }) => title));
    });

    it.each(rows.map((row, index) => ({ ...row, index })))('sends $title', ({ title, json, index }) => {
      const expected = asAnswered(written[title] ?? json);
      expect(runs.received(contract, 'Mirror')?.[index]).toStrictEqual({ everything: expected });
    });

    it.each(rows)('reads $title', ({ title }) => {
      const { sent, got } = runs.printed(contract)?.rows[title] ?? {};
      expect(got).toStrictEqual(read[title] ?? sent);
    });
  });
}
