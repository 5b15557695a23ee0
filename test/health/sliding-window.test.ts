import { describe, expect, it } from 'vitest';
import { SlidingWindow } from '../../src/health/sliding-window.ts';

const minute = 60_000;

describe('a sliding window', () => {
  it('counts what fell into its newest buckets', () => {
    const window = new SlidingWindow(minute);
    window.add(0, false, false);
    window.add(minute, true, true);
    expect(window.tally(minute, 5)).toEqual({ attempts: 2, broken: 1, slow: 1 });
  });

  it('forgets what is older than it looks back', () => {
    const window = new SlidingWindow(minute);
    window.add(0, true, true);
    expect(window.tally(5 * minute, 5)).toEqual({ attempts: 0, broken: 0, slow: 0 });
  });

  it('starts a bucket anew when the hour comes round', () => {
    const window = new SlidingWindow(minute);
    window.add(0, true, false);
    window.add(60 * minute, false, false);
    expect(window.tally(60 * minute, 60)).toEqual({ attempts: 1, broken: 0, slow: 0 });
  });
});
