import { createLogger } from '../log/logger';
import { followState } from './follow-state';

/** A number that its followers are told of, and what wakes them. */
function memoryState() {
  const wakers = new Set<() => void>();
  const memory = { present: 0, gone: false, reads: 0 };
  const follow = (paceMs: number) =>
    followState<number | string>({
      log: createLogger('test', 'silent'),
      paceMs,
      read: async () => {
        memory.reads += 1;
        return memory.gone ? { last: 'gone' } : { state: memory.present };
      },
      same: (known, present) => known === present,
      watch: (wake) => {
        wakers.add(wake);
        return () => void wakers.delete(wake);
      },
    });
  const become = (state: number) => {
    memory.present = state;
    for (const wake of wakers) wake();
  };
  return { memory, follow, become, wakers };
}

test('tells the present state first, then what it has become, and nothing when it has not changed', async () => {
  const { follow, become } = memoryState();
  const states = follow(0);
  expect(await states.next()).toMatchObject({ value: 0 });
  const next = states.next();
  become(0);
  become(2);
  expect(await next).toMatchObject({ value: 2 });
  await states.return();
});

test('changes within the pace are told as one, and read once', async () => {
  const { follow, become, memory } = memoryState();
  const states = follow(50);
  await states.next();
  const next = states.next();
  for (let state = 1; state <= 20; state += 1) become(state);
  expect(await next).toMatchObject({ value: 20 });
  expect(memory.reads).toBe(2);
  await states.return();
});

test('ends at once when its reader leaves, also while it keeps the pace', async () => {
  const { follow, become, wakers } = memoryState();
  const states = follow(3_600_000);
  await states.next();
  const next = states.next();
  become(1);
  await states.return();
  expect(await next).toEqual({ value: undefined, done: true });
  expect(wakers.size).toBe(0);
});

test('tells why it ends, and ends', async () => {
  const { follow, memory, wakers } = memoryState();
  const states = follow(0);
  await states.next();
  const next = states.next();
  memory.gone = true;
  for (const wake of wakers) wake();
  expect(await next).toMatchObject({ value: 'gone' });
  expect(await states.next()).toEqual({ value: undefined, done: true });
  expect(wakers.size).toBe(0);
});
