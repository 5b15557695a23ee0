import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandProcess } from './command-process.ts';

const wsdl = 'wsdl/tva/verification.wsdl';

let folder: string;
let started: CommandProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-simulate-'));
});

afterEach(async () => {
  await Promise.all(started.map((each) => each.stop()));
  started = [];
  rmSync(folder, { recursive: true });
});

function simulate(...args: string[]): CommandProcess {
  const command = new CommandProcess(['simulate', '--wsdl', wsdl, '--port', '0', ...args]);
  started.push(command);
  return command;
}

function written(name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

const output = { countryCode: 'FR', vatNumber: '1', requestDate: '2024-02-29', valid: false };

/** Pastes the line that the command offers. */
async function pasted(command: CommandProcess): Promise<string> {
  const [, line = ''] = await command.says(/\n {2}(curl .* -d '.*')\nBehind/);
  return (await promisify(execFile)('/bin/sh', ['-c', line])).stdout;
}

describe('simulate', () => {
  it('offers a line to paste, which is answered', async () => {
    expect(await pasted(simulate())).toMatch(/<n1:valid>(?:true|false)<\/n1:valid>/);
  });

  it('says where the WSDL is, and what is played', async () => {
    const command = simulate();
    const [, url = ''] = await command.says(/its WSDL is at (\S+)/);
    await command.says(/VerificationPort {3}SOAP 1\.1: checkVat\n/);
    expect(await (await fetch(url)).text()).toContain('<wsdl:definitions');
  });

  it('answers with the replies of a folder, read again for each message', async () => {
    written('checkVat.json', output);
    const command = simulate('--replies', folder);
    await command.says(/checkVat \(your reply\)/);
    const before = await pasted(command);
    written('checkVat.json', { ...output, vatNumber: '2' });
    expect([before, await pasted(command)]).toEqual([
      expect.stringContaining('<n1:vatNumber>1<'),
      expect.stringContaining('<n1:vatNumber>2<'),
    ]);
  });

  it('answers with the replies of one file, a fault among them', async () => {
    const command = simulate(
      '--replies',
      written('replies.json', { checkVat: { $fault: { reason: 'INVALID_INPUT' } } }),
    );
    expect(await pasted(command)).toContain('<faultstring>INVALID_INPUT</faultstring>');
  });

  it('says on standard error what is wrong with a reply', async () => {
    const file = written('replies.json', { checkVat: output });
    const command = simulate('--replies', file);
    await command.says(/Behind/);
    writeFileSync(file, '{');
    expect(await pasted(command)).toContain('the simulator failed at this message');
    await command.says(/replies\.json is not JSON/);
  });

  it('stops when it is asked to', async () => {
    const command = simulate();
    await command.says(/its WSDL is at/);
    expect(await command.stop('SIGINT')).toBe(0);
  });

  it.each([
    [
      'a reply for what is no operation',
      () => ['--replies', written('replies.json', { other: {} })],
      '--replies has other',
    ],
    [
      'a port that the WSDL does not have',
      () => ['--wsdl-port', 'Other'],
      'has no SOAP port Other; it has VerificationPort',
    ],
    ['a folder of replies that is not there', () => ['--replies', join(folder, 'none')], 'there is no file or folder'],
    ['corrections that are none', () => ['--corrections', written('corrections.json', '[]')], 'not corrections'],
    ['an argument too many', () => ['more'], 'what is more?'],
  ])('refuses %s', async (_title, args, words) => {
    const command = simulate(...args());
    expect([await command.ended, command.err]).toEqual([2, expect.stringContaining(words)]);
  });

  it('asks for the WSDL', async () => {
    const command = new CommandProcess(['simulate']);
    expect([await command.ended, command.err]).toEqual([2, expect.stringContaining('which --wsdl FILE?')]);
  });

  it('says what is wrong with a file that is no WSDL', async () => {
    const command = new CommandProcess(['simulate', '--wsdl', 'package.json']);
    expect([await command.ended, command.err]).toEqual([2, expect.stringMatching(/package\.json:1: [^\n]*\n$/)]);
  });

  it('says that a port is taken', async () => {
    const server = createServer();
    await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const command = new CommandProcess(['simulate', '--wsdl', wsdl, '--port', String(port)]);
    expect([await command.ended, command.err]).toEqual([1, expect.stringContaining(`port ${port} is taken`)]);
    server.close();
  });

  it('has help', async () => {
    const command = new CommandProcess(['help', 'simulate']);
    expect([await command.ended, command.out]).toEqual([0, expect.stringContaining('--replies FOLDER')]);
  });
});
