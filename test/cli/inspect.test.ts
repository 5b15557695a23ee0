import { describe, expect, it } from 'vitest';
import { CommandProcess } from './command-process.ts';

async function inspect(...args: string[]): Promise<CommandProcess> {
  const command = new CommandProcess(['inspect', ...args]);
  await command.ended;
  return command;
}

const tva = 'wsdl/tva/verification.wsdl';

describe('inspect', () => {
  it('shows services, ports and operations with their signatures', async () => {
    const { out } = await inspect(tva);
    expect(out).toMatch(/^verification\.wsdl: 1 service, 1 SOAP port, 1 operation\n/);
    expect(out).toMatch(/service VerificationService, port VerificationPort: SOAP 1\.1, http/);
    expect(out).toMatch(/ {2}checkVat\(\{/);
  });

  it('shows a sample of what an operation takes', async () => {
    const { out } = await inspect(tva);
    const [, sample = ''] = /input: (\{.*\})/.exec(out) ?? [];
    expect(Object.keys(JSON.parse(sample) as object)).toEqual(['countryCode', 'vatNumber']);
  });

  it('leaves samples out on demand', async () => {
    const { out } = await inspect(tva, '--no-sample');
    expect(out).not.toMatch(/input:|output:/);
  });

  it('gives JSON to programs', async () => {
    const { out } = await inspect(tva, '--json');
    expect(JSON.parse(out)).toMatchObject({
      ports: [{ soap: '1.1', operations: [{ name: 'checkVat', input: { countryCode: 'AT' } }] }],
    });
  });

  it('shows the elements of an XSD', async () => {
    const { out } = await inspect('wsdl/optique/reseau.xsd', 'Commande');
    expect(out).toMatch(/^reseau\.xsd: 1 element\n\n\{urn:passerelle:optique:v1\}Commande \{/);
  });

  it('is a line and code 2 where the file is no WSDL', async () => {
    const command = await inspect('package.json');
    expect(await command.ended).toBe(2);
    expect(command.err).toMatch(/^passerelle inspect: .*package\.json:1: .*\n$/);
  });

  it.each([
    ['no file', [], 'which FILE?'],
    ['an unknown option', [tva, '--samples'], "Unknown option '--samples'"],
    ['an unknown operation', [tva, 'checkVatt'], 'verification.wsdl has no operation or element "checkVatt"'],
  ])('is a line and code 2 for %s', async (_, args, complaint) => {
    const command = await inspect(...args);
    expect(await command.ended).toBe(2);
    expect(command.err).toBe(`passerelle inspect: ${complaint} (see passerelle inspect --help)\n`);
  });

  it('explains itself', async () => {
    expect((await inspect('--help')).out).toMatch(/^passerelle inspect FILE/);
  });
});
