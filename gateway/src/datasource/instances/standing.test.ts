import { lessBusyOfTwo } from './choose';
import { createStanding } from './standing';

function subject() {
  let now = 0;
  const standing = createStanding(() => now);
  const fail = (times: number) => Array.from({ length: times }, () => standing.failed());
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { standing, fail, pass };
}

test('three failures in a row eject, an answer in between does not count them together', () => {
  const { standing, fail } = subject();
  expect(fail(2)).toEqual([false, false]);
  standing.answered();
  expect(fail(3)).toEqual([false, false, true]);
  expect(standing.isGood).toBe(false);
});

test('one that fails when it is tried again is left out for twice as long; one that answers starts anew', () => {
  const { standing, fail, pass } = subject();
  fail(3);
  pass(1_000);
  expect(standing.isGood).toBe(true);
  expect(fail(1)).toEqual([true]);
  pass(1_999);
  expect(standing.isGood).toBe(false);
  pass(1);
  expect(standing.isGood).toBe(true);
  standing.answered();
  expect(fail(3)).toEqual([false, false, true]);
  pass(1_000);
  expect(standing.isGood).toBe(true);
});

test('one that says it is not ready is left out until it says that it is', () => {
  const { standing } = subject();
  standing.noteReady(false);
  expect(standing.isGood).toBe(false);
  standing.noteReady(true);
  expect(standing.isGood).toBe(true);
});

test('of two taken at random the less busy one is chosen, and every pair can be taken', () => {
  const all = [3, 1, 2].map((inFlight) => ({ inFlight }));
  const pairs = [0, 0.34, 0.67].flatMap((first) => [0, 0.5].map((second) => [first, second]));
  const chosen = pairs.map((values) => lessBusyOfTwo(all, () => values.shift() ?? 0)?.inFlight);
  expect(chosen).toEqual([1, 2, 1, 1, 2, 1]);
  expect(lessBusyOfTwo([{ inFlight: 9 }])).toEqual({ inFlight: 9 });
  expect(lessBusyOfTwo([])).toBeUndefined();
});
