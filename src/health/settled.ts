import type { Finding } from './finding.ts';
import type { Check, Status } from './status.ts';
import { isWorse } from './worst.ts';

const better: Record<Status, Status> = { red: 'orange', orange: 'green', unknown: 'green', green: 'green' };

/** A check that does not flap: it worsens at once, and recovers one step per calm time with a success in it (design §7). */
export class Settled {
  readonly #name: string;
  readonly #calmMs: number;
  #status: Status = 'unknown';
  #since: number | undefined;
  /** When the finding was last as bad as what is shown. */
  #badAt = 0;
  #worst: Finding | undefined;
  #check: Check | undefined;

  constructor(name: string, calmMs: number) {
    this.#name = name;
    this.#calmMs = calmMs;
  }

  update(finding: Finding, now: number): Check {
    const before = this.#status;
    if (!isWorse(before, finding.status)) {
      this.#status = finding.status;
      this.#badAt = now;
      this.#worst = finding;
    } else if (before === 'unknown') {
      this.#status = finding.status;
      this.#worst = finding;
    } else if (finding.status !== 'unknown' && this.#isCalm(finding, now)) {
      this.#status = isWorse(finding.status, better[before]) ? finding.status : better[before];
      this.#badAt = now;
    }
    if (this.#since === undefined || this.#status !== before) this.#since = now;
    this.#check = this.#show(finding, this.#since);
    return this.#check;
  }

  get newest(): Check | undefined {
    return this.#check;
  }

  #isCalm(finding: Finding, now: number): boolean {
    if (now - this.#badAt < this.#calmMs) return false;
    return finding.provenAt === 'always' || (finding.provenAt ?? 0) > this.#badAt;
  }

  #show(finding: Finding, since: number): Check {
    const settled = this.#status === finding.status;
    // What cannot be seen proves nothing better: there is nothing to wait for.
    const now = finding.status === 'unknown' ? finding.reason : `Not yet ${finding.status}: ${finding.reason}`;
    const reason = settled ? finding.reason : `${now} Before: ${this.#worst?.reason ?? ''}`;
    const example = finding.example ?? (settled ? undefined : this.#worst?.example);
    return {
      name: this.#name,
      status: this.#status,
      reason,
      since: new Date(since).toISOString(),
      ...(example === undefined ? {} : { example }),
    };
  }
}
