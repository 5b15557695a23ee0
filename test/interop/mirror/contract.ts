import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a stack is spoken to with. */
export interface MirrorContract {
  readonly title: string;
  readonly soap: '1.1' | '1.2';
  readonly wsdl: string;
  /** It asks for MTOM, by a policy. */
  readonly mtom?: true;
}

export const documentContracts: readonly MirrorContract[] = [
  { title: 'document/literal over SOAP 1.1', soap: '1.1', wsdl: 'document.wsdl' },
  { title: 'document/literal over SOAP 1.2', soap: '1.2', wsdl: 'document.wsdl' },
];

export const rpcContract: MirrorContract = { title: 'rpc/literal', soap: '1.1', wsdl: 'rpc.wsdl' };

export const encodedContracts: readonly MirrorContract[] = [
  { title: 'rpc/encoded over SOAP 1.1', soap: '1.1', wsdl: 'encoded.wsdl' },
  { title: 'rpc/encoded over SOAP 1.2', soap: '1.2', wsdl: 'encoded.wsdl' },
];

export const mtomContract: MirrorContract = {
  title: 'document/literal with MTOM',
  soap: '1.1',
  wsdl: 'document.wsdl',
  mtom: true,
};

const mtomPolicy = `<wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy">
      <wsoma:OptimizedMimeSerialization xmlns:wsoma="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/>
    </wsp:Policy>`;

/** A folder with the contract's WSDL and what it imports. */
export interface MirrorFolder extends AsyncDisposable {
  readonly file: string;
}

export async function mirrorFolder({ soap, wsdl, mtom }: Omit<MirrorContract, 'title'>): Promise<MirrorFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'passerelle-mirror-'));
  for (const name of [wsdl, 'mirror.xsd']) await cp(join(import.meta.dirname, name), join(folder, name));
  const file = join(folder, wsdl);
  let text = await readFile(file, 'utf8');
  if (soap === '1.2') {
    text = text
      .replaceAll('/wsdl/soap/"', '/wsdl/soap12/"')
      .replaceAll(
        'encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
        'encodingStyle="http://www.w3.org/2003/05/soap-encoding"',
      );
  }
  if (mtom) text = text.replace(/<wsdl:binding [^>]*>/, (tag) => tag + mtomPolicy);
  await writeFile(file, text);
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
