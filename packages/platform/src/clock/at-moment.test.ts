import { eventually } from '@ejazz/testing/eventually';
import { atMoment } from './at-moment';
import { systemClock } from './clock';

const hour = 3_600_000;

function standingClock() {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const listeners = new Set<() => void>();
  return {
    now: () => new Date(now),
    onMoved(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    advance(milliseconds: number) {
      now += milliseconds;
      for (const listener of [...listeners]) listener();
    },
    listeners,
  };
}

describe('a call at a moment', () => {
  it('comes when the clock has run to it', async () => {
    await new Promise<void>((resolve) => void atMoment(systemClock, new Date(Date.now() + 5), resolve));
  });

  it('comes once when the clock is put there, however far away it was, and not before', async () => {
    const clock = standingClock();
    const called: string[] = [];
    atMoment(clock, new Date(clock.now().getTime() + 10_000 * hour), () => called.push('far'));
    atMoment(clock, new Date(clock.now().getTime() + 2 * hour), () => called.push('near'));
    clock.advance(2 * hour);
    await eventually(() => called.length > 0);
    clock.advance(hour);
    expect(called).toEqual(['near']);
    clock.advance(10_000 * hour);
    await eventually(() => called.length > 1);
    expect(called).toEqual(['near', 'far']);
    expect(clock.listeners.size).toBe(0);
  });

  it('waits again when the clock is put back, and never comes once forgotten', async () => {
    const clock = standingClock();
    const called: string[] = [];
    const moment = new Date(clock.now().getTime() + hour);
    const forget = atMoment(clock, moment, () => called.push('forgotten'));
    atMoment(clock, moment, () => called.push('kept'));
    clock.advance(-hour);
    forget();
    clock.advance(2 * hour);
    await eventually(() => called.length > 0);
    expect(called).toEqual(['kept']);
  });
});
