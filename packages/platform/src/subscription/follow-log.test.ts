import { createLogger } from '../log/logger';
import { type FollowedLog, followLog } from './follow-log';

const log = createLogger('test', 'silent');

/** A log in memory, and what wakes its followers. */
function memoryLog() {
  const entries: number[] = [];
  const wakers = new Set<() => void>();
  let reads = 0;
  let broken = false;
  const follow = (first: readonly number[] = []) => {
    let at = entries.length;
    return followLog<number>({
      first,
      log,
      read: async (limit) => {
        reads += 1;
        if (broken) {
          broken = false;
          throw new Error('away');
        }
        const found = entries.slice(at, at + limit);
        at += found.length;
        return found;
      },
      watch: (wake) => {
        wakers.add(wake);
        return () => void wakers.delete(wake);
      },
    });
  };
  const hint = () => {
    for (const wake of wakers) wake();
  };
  return { entries, follow, hint, wakers, reads: () => reads, breakOnce: () => (broken = true) };
}

const values = async (events: FollowedLog<number>, count: number) => {
  const taken: (number | undefined)[] = [];
  for (let index = 0; index < count; index += 1) taken.push((await events.next()).value);
  return taken;
};
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('gives what comes after it began, in order, a limited number at a time', async () => {
  const memory = memoryLog();
  const events = memory.follow();
  memory.entries.push(...upTo(250));
  expect(await values(events, 250)).toEqual(upTo(250));
  expect(memory.reads()).toBe(3);
});

test('one hint for many events is enough, and many for one are not too many', async () => {
  const memory = memoryLog();
  const events = memory.follow();
  const pending = values(events, 3);
  memory.entries.push(1, 2);
  memory.hint();
  memory.hint();
  memory.entries.push(3);
  memory.hint();
  expect(await pending).toEqual([1, 2, 3]);
});

test('gives what is to be told first before anything that is read', async () => {
  const memory = memoryLog();
  const events = memory.follow([7]);
  memory.entries.push(8);
  expect(await values(events, 2)).toEqual([7, 8]);
});

test('answers those who ask at once one after another', async () => {
  const memory = memoryLog();
  const events = memory.follow();
  const asked = Promise.all([events.next(), events.next(), events.next()]);
  memory.entries.push(1, 2, 3);
  memory.hint();
  expect((await asked).map(({ value }) => value)).toEqual([1, 2, 3]);
});

test('reads again by itself when reading failed', async () => {
  const memory = memoryLog();
  const events = memory.follow();
  memory.entries.push(1);
  memory.breakOnce();
  expect(await values(events, 1)).toEqual([1]);
  expect(memory.reads()).toBe(2);
});

test('ends what is pending and lets go of the hints when its reader leaves', async () => {
  for (const leave of ['return', 'throw'] as const) {
    const memory = memoryLog();
    const events = memory.follow();
    const pending = events.next();
    expect(memory.wakers.size).toBe(1);
    await events[leave](new Error('gone')).catch(() => undefined);
    expect(await pending).toEqual({ value: undefined, done: true });
    expect(memory.wakers.size).toBe(0);
    expect(await events.next()).toEqual({ value: undefined, done: true });
  }
});
