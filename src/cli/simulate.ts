import { basename } from 'node:path';
import { runCommand, UsageError } from './arguments.ts';
import { say } from './command.ts';
import { listenError, portOf } from './listen-error.ts';
import { GivenReplies, named } from './simulator/given-replies.ts';
import { startWsdlSimulator } from './simulator/simulator.ts';
import { startLines } from './simulator/start-lines.ts';
import { untilStopped } from './until-stopped.ts';

export const help = `
passerelle simulate --wsdl FILE [--port N] [--wsdl-port PORT] [--replies FOLDER|FILE]
                    [--corrections FILE]

Plays the partner of a WSDL on this machine, on loopback only. Messages that do not fit the contract are refused with a
SOAP fault that names each place; the others are answered, with invented values or with your own. The WSDL is served at
?wsdl, with what it imports, and points at the simulator. Credentials and signatures are not looked at.

  --wsdl FILE        the partner's WSDL
  --port N           where to listen; 8090 if absent, 0 is any free port
  --wsdl-port PORT   the one SOAP port to play; all of them if absent
  --replies FOLDER   <Operation>.json holds the output as serve --wsdl would give it, or
                     { "$fault": { "code": "Client" | "Server", "subcode": "{namespace}name", "reason": "…",
                     "detail": { "<declared element>": … } } }; read again for each message
  --replies FILE     one JSON object with a property per operation
  --corrections FILE where wire and WSDL disagree, as for serve --wsdl

To make it misbehave: POST /_switch {"mode": "down", "times": 3}; an empty object lists the modes, DELETE ends it.
`;

const options = {
  wsdl: { type: 'string' },
  port: { type: 'string', default: '8090' },
  'wsdl-port': { type: 'string' },
  replies: { type: 'string' },
  corrections: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Plays a WSDL's partner until it is stopped. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  return runCommand(
    {
      name: 'simulate',
      help,
      options,
      work: async ({ wsdl, ...given }, [unexpected]) => {
        if (unexpected !== undefined) throw new UsageError(`what is ${unexpected}? The WSDL goes with --wsdl`);
        if (wsdl === undefined) throw new UsageError('which --wsdl FILE?');
        return simulate(wsdl, given);
      },
    },
    args,
  );
}

interface Given {
  readonly port: string;
  readonly 'wsdl-port'?: string | undefined;
  readonly replies?: string | undefined;
  readonly corrections?: string | undefined;
}

async function simulate(wsdl: string, asked: Given): Promise<number> {
  const { 'wsdl-port': wsdlPort, replies, corrections } = asked;
  const port = portOf(asked.port);
  const given = replies === undefined ? undefined : new GivenReplies(replies);
  const stopped = untilStopped();
  const simulator = await startWsdlSimulator({
    wsdl,
    port,
    wsdlPort,
    corrections,
    reply: given?.reply,
    onError: (error) =>
      void process.stderr.write(`passerelle simulate: ${error instanceof Error ? error.message : String(error)}\n`),
  }).catch((error: unknown) => {
    throw listenError(error, '127.0.0.1', port);
  });
  try {
    const names = given?.names() ?? [];
    const unknown = names.find((name) => named(simulator.operations, name).length === 0);
    if (unknown !== undefined)
      throw new UsageError(
        `--replies has ${unknown}, which is no operation of ${basename(wsdl)}: name each reply for its operation`,
      );
    for (const line of startLines(wsdl, simulator, names)) say(line);
    await stopped;
  } finally {
    await simulator.close();
  }
  return 0;
}
