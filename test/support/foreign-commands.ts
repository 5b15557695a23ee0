import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Commands of other stacks that tests call. Debian's Python has Debian's modules; one that stands before it on the path has not. */
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

export const hasPython = works(python, '--version');
export const hasZeep = works(python, '-c', 'import zeep');
export const hasPythonXmlsec = hasZeep && works(python, '-c', 'import xmlsec');
export const hasSpyne = works(python, '-c', 'import spyne');
export const hasPhp = works('php', '--version');
export const hasPhpSoap = works('php', '-r', 'exit(extension_loaded("soap") ? 0 : 1);');
export const hasXmlsec = works('xmlsec1', '--version');

/** Whether a command is there and ends well. */
function works(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
