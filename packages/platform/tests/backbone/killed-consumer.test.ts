import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createWorld, grown, trees, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

test('a consumer killed in the middle of a batch: another one does it whole, once', async () => {
  const forest = await world.startForest();
  const bird = fork(join(__dirname, 'dying-bird.cjs'), [world.bird.url, world.busUrl]);
  await forest.transact(async ({ emit }) => {
    for (const tree of trees(10)) emit(grown, { tree });
  });
  await once(bird, 'message');
  bird.kill('SIGKILL');
  await world.startBird();
  await forest.settled();
  expect(await world.heard()).toEqual(trees(10));
});
