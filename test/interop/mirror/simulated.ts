import type { WsdlSimulator } from '../../../src/cli/simulator/simulator.ts';
import { startWsdlSimulator } from '../../../src/cli/simulator/simulator.ts';
import type { MirrorContract } from './contract.ts';
import { mirrorFolder } from './contract.ts';

/** The mirror, played by `passerelle simulate`'s own server. */
export interface SimulatedMirror extends AsyncDisposable {
  readonly simulator: WsdlSimulator;
  /** Where its WSDL is. */
  readonly wsdlUrl: string;
  /** The inputs that came, as we decoded them, by operation. */
  readonly received: Map<string, unknown[]>;
}

export async function simulateMirror(contract: Omit<MirrorContract, 'title'>): Promise<SimulatedMirror> {
  const folder = await mirrorFolder(contract);
  const received = new Map<string, unknown[]>();
  const simulator = await startWsdlSimulator({
    wsdl: folder.file,
    port: 0,
    reply({ name }, input) {
      // As JSON, which is what a caller would see.
      received.set(name, [...(received.get(name) ?? []), JSON.parse(JSON.stringify(input))]);
      const answer = (contract.wsdl === 'encoded.wsdl' ? encodedAnswers[name] : undefined) ?? answers[name];
      return answer?.(input as Input);
    },
  });
  return {
    simulator,
    wsdlUrl: `${simulator.url}/?wsdl`,
    received,
    async [Symbol.asyncDispose]() {
      await simulator.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

type Input = Readonly<Record<string, unknown>>;

const answers: Readonly<Record<string, (input: Input) => unknown>> = {
  Mirror: (input) => input,
  Refuse: ({ code }) => ({
    $fault: {
      code: 'Client',
      subcode: '{urn:passerelle:interop}Refused',
      reason: 'Refusé',
      detail: { Refusal: { code, field: ['name', 'birth'] } },
    },
  }),
  Greet: ({ name }) => ({
    greeting: `Bonjour ${String(name)}`,
    $headers: { Receipt: { number: '9223372036854775807' } },
  }),
  Add: ({ left, right }) => ({ sum: Number(left) + Number(right), words: `${String(left)} + ${String(right)}` }),
};

/** What `encoded.wsdl` answers where it differs: its fault is a part by type. */
const encodedAnswers: Readonly<Record<string, (input: Input) => unknown>> = {
  Refuse: ({ code }) => ({ $fault: { reason: 'Refusé', detail: { refusal: { code, fields: ['name', 'birth'] } } } }),
  Sum: ({ numbers }) => ({ sum: (numbers as number[]).reduce((sum, number) => sum + number, 0) }),
  Split: ({ text }) => ({ words: text === '' ? [] : String(text).split(' ') }),
};
