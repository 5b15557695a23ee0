import { print, runCommand, UsageError } from './arguments.ts';
import { describe } from './inspect/description.ts';
import { asJson } from './inspect/json.ts';
import { asText } from './inspect/text.ts';
import { loadDocument } from './load-document.ts';

export const help = `
passerelle inspect FILE [OPERATION…] [--sample] [--json] [--corrections FILE]

Shows what a WSDL or XSD offers: services, ports, and the signature of every operation.

  FILE                a .wsdl, or an .xsd: then its elements are shown
  OPERATION           only these operations or elements
  --sample            with a request and a reply that are valid: the JSON that zero code takes and gives
                      (passerelle serve --wsdl FILE), and the SOAP message that the partner gets and sends
  --json              as JSON
  --corrections FILE  where wire and WSDL disagree, as for serve --wsdl
`;

const options = {
  sample: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  corrections: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Prints what a WSDL or XSD offers. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  return runCommand(
    {
      name: 'inspect',
      help,
      options,
      work: async ({ sample, json, corrections }, [file, ...operations]) => {
        if (file === undefined) throw new UsageError('which FILE?');
        const model = loadDocument(file, corrections);
        const description = describe(model, file, operations);
        await print((json ? asJson : asText)(model, description, sample));
        return 0;
      },
    },
    args,
  );
}
