import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { basic } from '../../src/adapter/auth.ts';
import { Secret } from '../../src/adapter/secret.ts';
import type { BoundAdapter } from '../../src/protocol/bound.ts';
import { wsdlAdapter } from '../../src/protocol/wsdl-adapter.ts';
import { breakageOf } from './breakage-of.ts';
import { httpPartner } from './partner.ts';
import { attempt, contracts, envelope11, envelope12, followed } from './shop.ts';

const shop = join(contracts, 'shop.wsdl');
const two = join(contracts, 'two-ports.wsdl');
const endpoint = 'http://127.0.0.1:9/';

function routes(bound: BoundAdapter): string[] {
  return [...bound.operations.values()].map(({ operation }) => operation.route);
}

describe('the operations of a WSDL', () => {
  it('are those of the first port of each port type', () => {
    expect(routes(wsdlAdapter({ file: shop, name: 'shop' }))).toEqual(['POST /Follow', 'POST /Notify']);
  });

  it('are those of the port that is asked for', () => {
    const bound = wsdlAdapter({ file: shop, name: 'shop', port: 'Port12' });
    expect(bound.operations.get('Follow')?.operation.wire).toMatchObject({ token: { port: 'Port12' } });
  });

  it('are named by their input where they are overloaded, and by their port where two port types share a name', () => {
    const bound = wsdlAdapter({ file: two, name: 'two', endpoint });
    expect(routes(bound)).toEqual([
      'POST /FindByText',
      'POST /FindByNumber',
      'POST /PortA/Ping',
      'POST /PortB/Ping',
      'POST /Stop',
    ]);
    expect([...bound.operations.keys()]).toEqual(['FindByText', 'FindByNumber', 'PortA.Ping', 'PortB.Ping', 'Stop']);
  });

  it('have the first sentence of their documentation for a title, or their name', () => {
    const { operations } = wsdlAdapter({ file: shop, name: 'shop' });
    expect([...operations.values()].map(({ operation }) => operation.title)).toEqual(['Follows an order.', 'Notify']);
  });

  it('may not be sent twice unless somebody says so', () => {
    const careful = wsdlAdapter({ file: shop, name: 'shop' });
    const told = wsdlAdapter({ file: shop, name: 'shop', idempotent: ({ name }) => name === 'Follow' });
    const idempotent = [careful, told].map(({ operations }) =>
      [...operations.values()].map(({ operation }) => operation.idempotent),
    );
    expect(idempotent).toEqual([
      [false, false],
      [true, false],
    ]);
  });

  it('have examples that their own contract accepts', () => {
    for (const bound of wsdlAdapter({ file: shop, name: 'shop' }).operations.values()) {
      expect(bound.checkInput(bound.operation.example.input)).toEqual(bound.operation.example.input);
    }
  });

  it('are described by JSON Schemas whose definitions begin with the adapter’s name', () => {
    const follow = wsdlAdapter({ file: shop, name: 'shop', port: 'Port12' }).operations.get('Follow');
    const schemas = [follow?.inputSchema, follow?.outputSchema, follow?.schemas.faultDetail];
    expect(JSON.stringify(schemas)).toContain('"Reference"');
    expect(Object.keys(follow?.schemas.definitions ?? {}).filter((name) => !name.startsWith('shop.'))).toEqual([]);
  });
});

describe('what cannot be served', () => {
  it('is a port that does not exist, with those that do', () => {
    expect(() => wsdlAdapter({ file: shop, name: 'shop', port: 'Port13' })).toThrow(/Port13.*Port11, Port12/);
  });

  it('is an address that is not HTTP, with the way out', () => {
    expect(() => wsdlAdapter({ file: two, name: 'two' })).toThrow(/PortB.*--endpoint/);
  });

  it.each(['partner.example', 'ftp://partner.example/', 'https://user:password@partner.example/'])(
    'are not made for an endpoint that is no address: %s',
    (wrong) => {
      expect(() => wsdlAdapter({ file: two, name: 'two', endpoint: wrong })).toThrow(
        'the endpoint must be an http or https URL without user and password, as https://partner.example/service',
      );
    },
  );

  it('is a reserved name', () => {
    expect(() => wsdlAdapter({ file: shop, name: 'health' })).toThrow(/reserved/);
  });

  it('is a file that is not there', () => {
    expect(() => wsdlAdapter({ file: join(contracts, 'none.wsdl'), name: 'none' })).toThrow(/none\.wsdl/);
  });
});

describe('a call in zero code', () => {
  it('takes and gives the WSDL’s own JSON', async () => {
    await using partner = await httpPartner((response) => response.end(envelope11(followed)));
    const bound = wsdlAdapter({ file: shop, name: 'shop', endpoint: partner.origin });
    const { output } = await attempt(bound, 'Follow', { Quantity: 2, Reference: 'A-1' });
    expect(output).toEqual({ Status: 'MADE', Count: 3, Note: [] });
    expect(partner.requests[0]?.body).toMatch(
      /<soap:Body><(\w+):Follow><\1:Reference>A-1<\/\1:Reference><\1:Quantity>2<\/\1:Quantity><\/\1:Follow><\/soap:Body>/,
    );
    await bound.close();
  });

  it('reads an rpc reply', async () => {
    await using partner = await httpPartner((response) =>
      response.end(envelope11('<t:FindResponse xmlns:t="urn:example:two"><text>found</text></t:FindResponse>')),
    );
    const bound = wsdlAdapter({ file: two, name: 'two', endpoint: partner.origin });
    const { output } = await attempt(bound, 'FindByNumber', { number: 7 });
    expect(output).toEqual({ text: 'found' });
    expect(partner.requests[0]).toMatchObject({ headers: { soapaction: '"urn:number"' } });
    expect(partner.requests[0]?.body).toMatch(/<(\w+):Find><number>7<\/number><\/\1:Find>/);
    await bound.close();
  });

  it('sends and reads declared headers under $headers', async () => {
    const header = '<e:Header><Receipt xmlns="urn:example:shop"><Number>7</Number></Receipt></e:Header>';
    await using partner = await httpPartner((response) => response.end(envelope12(followed, header)));
    const bound = wsdlAdapter({ file: shop, name: 'shop', port: 'Port12', endpoint: partner.origin });
    const { output } = await attempt(bound, 'Follow', { Reference: 'A-1', $headers: { Context: { Emitter: 'crm' } } });
    expect(output).toEqual({ Status: 'MADE', Count: 3, Note: [], $headers: { Receipt: { Number: 7 } } });
    expect(partner.requests[0]?.body).toMatch(/<(\w+):Context><\1:Emitter>crm<\/\1:Emitter><\/\1:Context>/);
    await bound.close();
  });

  it('gives null for a one-way operation', async () => {
    await using partner = await httpPartner((response) => response.writeHead(202).end());
    const bound = wsdlAdapter({ file: shop, name: 'shop', endpoint: partner.origin });
    expect((await attempt(bound, 'Notify', { Text: 'x' })).output).toBeNull();
    await bound.close();
  });

  it('is refused as invalid with a pointer to every offending place', async () => {
    const bound = wsdlAdapter({ file: shop, name: 'shop', port: 'Port12', endpoint });
    const wrong = { Quantity: 'private', Extra: 1, $headers: { Context: {}, Other: 1 } };
    const breakage = await breakageOf(() => bound.operations.get('Follow')?.checkInput(wrong));
    expect(breakage).toMatchObject({ kind: 'invalid', delivery: 'none' });
    expect(breakage.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/$headers/Context/Emitter',
      '/$headers/Other',
      '/Extra',
      '/Quantity',
      '/Reference',
    ]);
    expect(JSON.stringify(breakage.errors)).not.toContain('private');
  });

  it.each([null, 'text', 7, [], undefined])('is refused as invalid for %j', async (json) => {
    const bound = wsdlAdapter({ file: shop, name: 'shop', endpoint });
    expect(await breakageOf(() => bound.operations.get('Follow')?.checkInput(json))).toMatchObject({
      kind: 'invalid',
      errors: [{ pointer: '' }],
    });
  });

  it('reports no unmapped fault, since it has no table', async () => {
    await using partner = await httpPartner((response) => {
      response
        .writeHead(500)
        .end(envelope11('<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault>'));
    });
    const bound = wsdlAdapter({ file: shop, name: 'shop', endpoint: partner.origin });
    expect(await breakageOf(attempt(bound, 'Follow', { Reference: 'A-1' }))).toMatchObject({
      kind: 'rejected',
      drift: [],
      fault: { code: 'Client' },
    });
    await bound.close();
  });

  it('uses the port’s own address, and the credentials it is given', () => {
    const bound = wsdlAdapter({ file: shop, name: 'shop', auth: basic('anna', new Secret('secret')) });
    expect(bound.operations.get('Follow')?.address({}, undefined)).toMatch(/^http:\/\/127\.0\.0\.1:9#[0-9a-f]{8}$/);
  });
});
