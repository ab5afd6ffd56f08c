import { createGate } from './gate';

test('only so many pieces of work run at once, in the order they came, and a failure frees its place', async () => {
  const gate = createGate(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) =>
    gate(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (number === 1) throw new Error('failed');
      return number;
    });
  const results = Promise.allSettled([1, 2, 3, 4].map(work));
  await tick();
  expect(begun).toEqual([1, 2]);
  ends.shift()?.();
  await tick();
  expect(begun).toEqual([1, 2, 3]);
  ends.shift()?.();
  await tick();
  for (const end of ends) end();
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});

const tick = () => new Promise((resolve) => setImmediate(resolve));
