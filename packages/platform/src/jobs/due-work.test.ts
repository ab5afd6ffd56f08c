import { createLogger } from '../log/logger';
import { createDueWork } from './due-work';

const log = createLogger('test', 'silent');

/** Items that wait, and what is told of each. */
function world(work: (item: number) => Promise<void>, items: number[] = []) {
  let most = 0;
  let inHand = 0;
  const done: number[] = [];
  let tell: () => void = () => undefined;
  const due = createDueWork<number>({
    name: 'test',
    concurrency: 2,
    pollMs: 5,
    log,
    take: async () => items.shift(),
    async work(item) {
      most = Math.max(most, ++inHand);
      await work(item).finally(() => {
        inHand -= 1;
        done.push(item);
        tell();
      });
    },
  });
  const all = (count: number) =>
    new Promise<void>((resolve) => {
      tell = () => void (done.length >= count && resolve());
      tell();
    });
  return { due, items, done, all, most: () => most };
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

test('what waits is worked on, so many at once, and what comes later too', async () => {
  const { due, items, done, all, most } = world(soon, [1, 2, 3, 4, 5]);
  await due.start();
  await all(5);
  items.push(6);
  due.wake();
  await all(6);
  await due.stop();
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(most()).toBe(2);
});

test('one that fails keeps nobody from the others', async () => {
  const { due, all } = world(async (item) => (item === 1 ? Promise.reject(new Error('no')) : soon()), [1, 2, 3]);
  await due.start();
  await all(3);
  await due.stop();
});

test('stopping waits for what is in hand and takes no more', async () => {
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun: () => void = () => undefined;
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const { due, items, done } = world(() => {
    begun();
    return held;
  }, [1]);
  await due.start();
  await beginning;
  const stopping = due.stop();
  items.push(2);
  due.wake();
  finish();
  await stopping;
  expect(done).toEqual([1]);
  expect(items).toEqual([2]);
});

test('looking that fails is tried again', async () => {
  let failures = 2;
  const worked = new Promise<number>((resolve) => {
    const due = createDueWork<number>({
      name: 'test',
      concurrency: 1,
      pollMs: 5,
      log,
      async take() {
        if (failures-- > 0) throw new Error('away');
        return 7;
      },
      async work(item) {
        void due.stop();
        resolve(item);
      },
    });
    void due.start();
  });
  expect(await worked).toBe(7);
});
