import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('shows no samples unless asked', async () => {
    const { out } = await inspect(tva);
    expect(out).not.toMatch(/input:|output:/);
  });

  it('shows a sample of what an operation takes', async () => {
    const { out } = await inspect(tva, '--sample');
    const [, sample = ''] = /input: (\{.*\})/.exec(out) ?? [];
    expect(Object.keys(JSON.parse(sample) as object)).toEqual(['countryCode', 'vatNumber']);
  });

  it('follows the corrections that it is given', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'passerelle-inspect-')), 'corrections.json');
    writeFileSync(file, '{"checkVat/input/vatNumber":{"type":"int"},"checkVatResponse/name":{"optional":true}}');
    const { out } = await inspect(tva, '--corrections', file);
    expect(out).toContain('vatNumber: number');
    expect(out).toContain('the correction "optional" of "checkVatResponse/name" is not needed');
    const wrong = await inspect(tva, '--corrections', `${file}x`);
    expect(wrong.err).toContain('corrections.jsonx:1: there is no such file of corrections');
  });

  it('shows the message that a sample is for the partner, an element to a line', async () => {
    const { out } = await inspect(tva, '--sample');
    expect(out).toContain(
      [
        '      <soap:Body>',
        '        <n1:checkVat>',
        '          <n1:countryCode>AT</n1:countryCode>',
        '          <n1:vatNumber>text</n1:vatNumber>',
        '        </n1:checkVat>',
        '      </soap:Body>',
      ].join('\n'),
    );
  });

  it('shows a document of an element of an XSD', async () => {
    const { out } = await inspect('wsdl/optique/reseau.xsd', 'Commande', '--sample');
    expect(out).toMatch(/sample: \{[^]*<n1:Commande xmlns:n1="urn:passerelle:optique:v1"/);
  });

  it('gives JSON to programs', async () => {
    const { out } = await inspect(tva, '--json');
    expect(JSON.parse(out)).toMatchObject({
      ports: [{ soap: '1.1', operations: [{ name: 'checkVat', style: 'document', use: 'literal' }] }],
    });
  });

  it('gives samples to programs', async () => {
    const { out } = await inspect(tva, '--json', '--sample');
    expect(JSON.parse(out)).toMatchObject({
      ports: [{ operations: [{ input: { json: { countryCode: 'AT' }, xml: expect.stringContaining('>AT<') } }] }],
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
    [
      'an unknown operation',
      [tva, 'checkVatt'],
      'verification.wsdl has no operation or element "checkVatt": without a name, all are shown',
    ],
  ])('is a line and code 2 for %s', async (_, args, complaint) => {
    const command = await inspect(...args);
    expect(await command.ended).toBe(2);
    expect(command.err).toBe(`passerelle inspect: ${complaint} (see passerelle inspect --help)\n`);
  });

  it('explains itself', async () => {
    expect((await inspect('--help')).out).toMatch(/^passerelle inspect FILE/);
  });
});
