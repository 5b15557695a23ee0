/** Reads a hundred thousand documents, each with names and namespaces of its own, in a process with little memory. */
import { join } from 'node:path';
import { link, loadWsdl } from '../../../src/codec/index.ts';
import { SoapReplyReader } from '../../../src/protocol/soap/soap-reply.ts';
import { passOver } from '../xml/canonical-tree.ts';

const contract = link(loadWsdl(join('wsdl', 'tva', 'verification.wsdl')));
const [operation] = contract.model.operations;
if (!operation) throw new Error('the WSDL has no operation');
const replies = new SoapReplyReader(contract, operation, {}, true);
const soap = 'http://schemas.xmlsoap.org/soap/envelope/';

let read = 0;
for (let n = 0; n < 100_000; n++) {
  passOver(`<r${n} xmlns:p${n}="urn:${n}" a${n}=""><b${n} p${n}:c${n}="1"/><p${n}:d>x</p${n}:d></r${n}>`);
  const body = `<q${n}:checkVatResponse xmlns:q${n}="urn:passerelle:tva:v1:types"><q${n}:countryCode>FR</q${n}:countryCode><q${n}:vatNumber>1</q${n}:vatNumber><q${n}:requestDate>2026-01-01</q${n}:requestDate><q${n}:valid>true</q${n}:valid><unknown${n} xmlns="urn:x${n}"/></q${n}:checkVatResponse>`;
  const reading = replies.read(
    `<s${n}:Envelope xmlns:s${n}="${soap}"><s${n}:Body>${body}</s${n}:Body></s${n}:Envelope>`,
  );
  if (typeof reading !== 'symbol' && reading.drift.length === 1) read++;
}
process.stdout.write(`${read} replies read\n`);
