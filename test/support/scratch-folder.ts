import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where all tests of one run have their temporary folders: what they leave behind goes with it. */
export default function scratchFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-tests-'));
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
