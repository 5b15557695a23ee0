import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/health/finding.ts';
import { Settled } from '../../src/health/settled.ts';
import type { Status } from '../../src/health/status.ts';

const calm = 300_000;
const at = (minutes: number): number => minutes * 60_000;
const finding = (status: Status, provenAt?: number): Finding => ({ status, reason: `${status}.`, provenAt });

describe('a check', () => {
  it('takes its first finding as it is', () => {
    expect(new Settled('x', calm).update(finding('green'), at(1))).toMatchObject({ name: 'x', status: 'green' });
  });

  it('worsens at once', () => {
    const check = new Settled('x', calm);
    check.update(finding('green'), at(1));
    expect(check.update(finding('red'), at(2)).status).toBe('red');
  });

  it('stays red before the calm time is over', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(0));
    expect(check.update(finding('green', at(3)), at(4)).status).toBe('red');
  });

  it('says, while it recovers, what was found and what was before', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(0));
    expect(check.update(finding('green', at(3)), at(4)).reason).toBe('Not yet green: green. Before: red.');
  });

  it('says, when nothing can be seen any more, that and what was before', () => {
    const check = new Settled('x', calm);
    check.update(finding('orange'), at(0));
    expect(check.update(finding('unknown'), at(1))).toMatchObject({
      status: 'orange',
      reason: 'unknown. Before: orange.',
    });
  });

  it('recovers one step after the calm time', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(0));
    expect(check.update(finding('green', at(3)), at(5)).status).toBe('orange');
  });

  it('is green after a second calm time with a success', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(0));
    check.update(finding('green', at(3)), at(5));
    expect(check.update(finding('green', at(7)), at(10)).status).toBe('green');
  });

  it('does not recover without a success', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(5));
    expect(check.update(finding('green', at(2)), at(60)).status).toBe('red');
  });

  it('stays red while nothing more is known', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(0));
    expect(check.update(finding('unknown', at(3)), at(60)).status).toBe('red');
  });

  it('becomes green at once when it was only unknown', () => {
    const check = new Settled('x', calm);
    check.update(finding('unknown'), at(0));
    expect(check.update(finding('green', at(1)), at(1)).status).toBe('green');
  });

  it('keeps since when it took its status', () => {
    const check = new Settled('x', calm);
    check.update(finding('red'), at(1));
    expect(check.update(finding('red'), at(9)).since).toBe('1970-01-01T00:01:00.000Z');
  });
});
