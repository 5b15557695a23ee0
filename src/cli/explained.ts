import { CommandError } from './arguments.ts';

/** Does what reads declarations and contracts: their errors say what to mend, and where in our code they arose helps nobody. */
export function explained<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
