import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from './gateway.ts';
import { openWorld } from './gateway.ts';
import { startScript } from './scripted-partner.ts';
import type { ScriptedPartner } from './scripted-partner.ts';

/** The partner as other clients take it: each of these gave `{}`, `null` or a wrong value without an error somewhere. */
describe('no silent success', () => {
  let world: World;
  let partner: ScriptedPartner;
  beforeAll(async () => {
    partner = await startScript();
    world = await openWorld('tva', {
      env: { TVA_URL: partner.url },
      calls: { consecutiveFailures: 1_000, failureVolume: 1_000 },
    });
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await partner.stop();
  });

  const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
  const checked = (inside: string): string =>
    `<e:Envelope xmlns:e="${soap}"><e:Body><v:checkVatResponse xmlns:v="${partner.namespace}">${inside}</v:checkVatResponse></e:Body></e:Envelope>`;
  const whole =
    '<v:countryCode>FR</v:countryCode><v:vatNumber>00123456789</v:vatNumber><v:requestDate>2026-03-31+02:00</v:requestDate><v:valid>true</v:valid><v:name>Zoé</v:name>';
  const ask = () => world.ask('GET', '/tva/companies/FR00123456789', undefined, { prefer: 'wait=5' });

  it('a reply that keeps the contract is the answer', async () => {
    partner.say(200, checked(whole));
    expect((await ask()).json).toMatchObject({ valid: true, name: 'Zoé', checkedOn: '2026-03-31' });
  });

  it.each<[string, number, () => string | Buffer, string, string?]>([
    ['an empty 200', 200, () => '', 'malformed'],
    [
      'a 200 with an HTML page',
      200,
      () => '<!DOCTYPE html><html><body>Maintenance</body></html>',
      'malformed',
      'text/html',
    ],
    ['a 200 with well-formed HTML', 200, () => '<html><body>Maintenance</body></html>', 'malformed', 'text/html'],
    ['a 502 with an HTML page', 502, () => '<html><body>Bad gateway</body></html>', 'failing', 'text/html'],
    ['a truncated envelope', 200, () => checked(whole).slice(0, -20), 'malformed'],
    [
      'a fault on 200',
      200,
      () =>
        `<e:Envelope xmlns:e="${soap}"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>TIMEOUT</faultstring></e:Fault></e:Body></e:Envelope>`,
      'failing',
    ],
    [
      'a root in the wrong namespace',
      200,
      () => `<e:Envelope xmlns:e="${soap}"><e:Body><checkVatResponse xmlns="urn:other"/></e:Body></e:Envelope>`,
      'drift',
    ],
    ['an envelope in the wrong namespace', 200, () => '<Envelope xmlns="urn:other"><Body/></Envelope>', 'drift'],
    ['bytes that do not decode', 200, () => Buffer.from(checked(whole), 'latin1'), 'malformed'],
    ['a word where a boolean should be', 200, () => checked(whole.replace('>true<', '>yes<')), 'drift'],
    ['a required element that is missing', 200, () => checked(whole.replace('<v:valid>true</v:valid>', '')), 'drift'],
    ['a renamed element', 200, () => checked(whole.replaceAll('v:valid>', 'v:isValid>')), 'drift'],
    ['JSON', 200, () => '{"valid":true}', 'malformed', 'application/json'],
    ['two envelopes', 200, () => checked(whole) + checked(whole), 'malformed'],
    ['an empty body element', 200, () => `<e:Envelope xmlns:e="${soap}"><e:Body/></e:Envelope>`, 'drift'],
    ['a redirect', 302, () => '', 'drift'],
  ])('%s is a breakage', async (_, status, body, kind, contentType) => {
    partner.say(status, body(), contentType);
    const { json, type } = await ask();
    const problem = type === 'application/problem+json' ? json : json.problem;
    expect(problem).toMatchObject({ kind });
  });

  it.each<[string, () => string, string]>([
    ['an unknown element', () => checked(`${whole}<v:new>SECRET</v:new>`), 'new'],
    ['a new enumeration value', () => checked(whole.replace('>FR<', '>QQ<')), 'countryCode'],
    ['a date that is none', () => checked(whole.replace('2026-03-31+02:00', '2026-02-31')), 'checkedOn'],
  ])('%s is told by the drift check, and its value is not', async (_, body, path) => {
    partner.say(200, body());
    await ask();
    const { json } = await world.ask('GET', '/health/tva');
    const drift = json.checks.find(({ name }: { name: string }) => name === 'drift');
    expect(drift.status).not.toBe('green');
    expect(drift.reason).toContain(path);
    expect(JSON.stringify(json)).not.toMatch(/SECRET|QQ|02-31/);
  });
});
