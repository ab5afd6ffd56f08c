import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createWorld, grown, trees, type World } from '../backbone/world';
import { onEachEngine, type TestEngine } from './engines';

onEachEngine((_name, kind) => {
  let server: TestEngine;
  let world: World;
  beforeEach(async () => {
    server = await kind.start();
    world = await createWorld(server.address);
  });
  afterEach(async () => {
    await world.end();
    await server.end();
  });

  test('a consumer killed in the middle of a batch: another one does it whole, once', async () => {
    const forest = await world.startForest();
    const bird = fork(join(__dirname, '../backbone/dying-bird.cjs'), [world.bird.url, JSON.stringify(world.bus)]);
    await forest.transact(async ({ emit }) => {
      for (const tree of trees(10)) emit(grown, { tree });
    });
    await once(bird, 'message');
    bird.kill('SIGKILL');
    await world.startBird();
    await forest.settled();
    expect(await world.heard()).toEqual(trees(10));
  });
});
