import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../src/cli/arguments.ts';
import { loadDocument } from '../../src/cli/load-document.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-document-'));

function fileWith(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** What is said of a file, without the folder it is in. */
function saidOf(file: string): string {
  try {
    loadDocument(file);
  } catch (error) {
    if (error instanceof DocumentError) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return 'it was taken';
}

describe('what is no WSDL that we can take', () => {
  it.each([
    ['an empty file', 'empty.wsdl', '', 'empty.wsdl:1: not XML that can be read: the document is empty'],
    ['a text', 'text.wsdl', 'hello', 'text.wsdl:1: not XML that can be read: text outside the root element'],
    [
      'bytes',
      'bytes.wsdl',
      Buffer.from([0xff, 0x80]),
      'bytes.wsdl:1: not XML that can be read: bytes that are not utf-8',
    ],
    ['other XML', 'other.wsdl', '<a/>', 'other.wsdl:1: a is not the definitions element of WSDL 1.1'],
    [
      'WSDL 2.0',
      'two.wsdl',
      '<description xmlns="http://www.w3.org/ns/wsdl"/>',
      'two.wsdl:1: WSDL 2.0 is not supported',
    ],
  ])('is named by file, line and construct: %s', (_title, name, content, said) => {
    expect(saidOf(fileWith(name, content))).toBe(said);
  });

  it.each(['<!DOCTYPE html><html><body>Log in</body></html>', '\ufeff \n<html lang="fr">', '<HTML><p>Maintenance'])(
    'is called an HTML page where it is one: %s',
    (content) => {
      expect(saidOf(fileWith('page.wsdl', content))).toBe(
        'page.wsdl:1: an HTML page, neither a WSDL nor an XSD: was it saved from a login or error page?',
      );
    },
  );

  it('is named where there is nothing', () => {
    expect(saidOf(join(folder, 'missing.wsdl'))).toBe('there is no file missing.wsdl');
  });

  it('is named where it is a folder', () => {
    mkdirSync(join(folder, 'folder.wsdl'));
    expect(saidOf(join(folder, 'folder.wsdl'))).toBe('folder.wsdl is a folder: name the WSDL or XSD in it');
  });
});
