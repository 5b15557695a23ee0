import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Everything that must hold before a change is taken: `npm test`. Each check runs even when one before it failed; the
 * last line counts the tests.
 */
interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** Shown as it comes, rather than only when the check fails. */
  readonly live?: boolean;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Skipped for want of something that setup.sh could have installed. */
  readonly avoidable: number;
}

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly { status: string; fullName: string }[] }[];
}

const root = join(import.meta.dirname, '..');
const scratch = await mkdtemp(join(tmpdir(), 'passerelle-check-'));
const testReport = join(scratch, 'tests.json');

const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', '--format=unix'] },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'generated types', command: ['node', 'src/main.ts', 'types', '--check'] },
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${testReport}`],
    live: true,
  },
];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs one check; resolves to its output where it failed, `undefined` where it passed. */
function run(check: Check): Promise<string | undefined> {
  const [command = '', ...args] = check.command;
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: path, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) },
      stdio: ['ignore', check.live === true ? 'inherit' : 'pipe', check.live === true ? 'inherit' : 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) =>
      resolve(code === 0 ? undefined : Buffer.concat(output).toString() || `exit code ${code}`),
    );
  });
}

async function countTests(): Promise<Counts> {
  try {
    const report = JSON.parse(await readFile(testReport, 'utf8')) as TestReport;
    const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: skipped.length,
      avoidable: skipped.filter(({ fullName }) => !fullName.includes('wsdl-corpus is missing')).length,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, avoidable: 0 };
  }
}

const broken: string[] = [];
for (const check of checks) {
  const startedAt = performance.now();
  if (check.live === true) say(`· ${check.name}`);
  const failure = await run(check);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${failure === undefined ? '✓' : '✗'} ${check.name} (${seconds} s)`);
  if (failure !== undefined) {
    broken.push(check.name);
    if (check.live !== true) say(failure);
  }
}

const counts = await countTests();
await rm(scratch, { recursive: true, force: true });
if (counts.passed === 0) broken.push('no test passed');
if (counts.avoidable > 0 && process.env['CI'] === 'true') broken.push('skipped tests, which CI does not allow');
if (broken.length > 0) say(`Not right: ${broken.join(', ')}.`);
// A failed test file without a failed test, or another failed check, must not read as a success.
const failed = broken.length > 0 ? Math.max(counts.failed, 1) : counts.failed;
say(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
process.exitCode = broken.length > 0 ? 1 : 0;
