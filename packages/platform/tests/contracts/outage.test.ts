import type { Backbone } from '@ejazz/platform/backbone/backbone';
import { Postponed } from '@ejazz/platform/bus/bus';
import { createBus } from '@ejazz/platform/bus/create-bus';
import type { Sql } from '@ejazz/platform/database/sql';
import { createLogger } from '@ejazz/platform/log/logger';
import { createWorld, grown, log, trees, until, type World } from '../backbone/world';
import { type MortalEngine, onEachEngine } from './engines';

/** Quick enough to be waited for. */
const settings = { sweepMs: 100, resendAfterMs: 300, resendAtMostMs: 600 };

onEachEngine((name, kind) => {
  let server: MortalEngine;
  let world: World;
  beforeEach(async () => {
    server = await kind.startMortal();
    world = await createWorld(server.address);
  });
  afterEach(async () => {
    await world.end();
    await server.end();
  });

  const grow = (forest: Backbone<Sql>, names: readonly string[]) =>
    Promise.all(
      names.map((tree) =>
        forest.transact(async ({ emit, afterCommit }) => {
          emit(grown, { tree });
          afterCommit(() => forest.pubsub.publish('trees', tree));
        }),
      ),
    );

  test('killed and started again, while people act: every event has its effect exactly once, and hints come again', async () => {
    const [forest] = await Promise.all([world.startForest({ settings }), world.startBird()]);
    const hinted: string[] = [];
    let resumed = 0;
    forest.pubsub.subscribe('trees', (tree) => hinted.push(tree));
    forest.pubsub.onResume(() => {
      resumed += 1;
    });
    for (let round = 0; round < 3; round += 1) {
      await grow(forest, trees(40, `before ${round}`));
      await server.kill();
      await grow(forest, trees(40, `away ${round}`));
      if (round === 2 && server.startEmpty) await server.startEmpty();
      else await server.start();
      await grow(forest, trees(40, `after ${round}`));
    }
    await forest.settled();
    const all = [0, 1, 2].flatMap((round) => ['after', 'away', 'before'].flatMap((when) => trees(40, `${when} ${round}`)));
    expect((await world.heard()).sort()).toEqual(all.sort());
    await until(async () => {
      await forest.pubsub.publish('trees', 'last');
      return hinted.includes('last');
    }, 'hints');
    expect(resumed).toBeGreaterThan(0);
  });

  test('publishing while it is away does not fail, and readiness tells', async () => {
    const forest = await world.startForest();
    await forest.readiness.check();
    await server.kill();
    await forest.pubsub.publish('trees', 'oak');
    await expect(forest.readiness.check()).rejects.toThrow();
    await server.start();
    await until(() =>
      forest.readiness.check().then(
        () => true,
        () => false,
      ),
    );
  });

  test('a service starts while it is away, says so once, and catches up when it is there', async () => {
    await server.kill();
    const lines: { level: number; msg: string }[] = [];
    const told = createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) });
    const [forest] = await Promise.all([world.startForest({ settings, log: told }), world.startBird()]);
    let resumed = 0;
    forest.pubsub.onResume(() => {
      resumed += 1;
    });
    await expect(forest.readiness.check()).rejects.toThrow();
    await grow(forest, ['oak']);
    await server.start();
    await forest.settled();
    expect(await world.heard()).toEqual(['oak']);
    await forest.readiness.check();
    expect(resumed).toBe(1);
    expect(lines.filter(({ msg }) => msg.startsWith('the bus: failing'))).toHaveLength(1);
    expect(lines.filter(({ msg }) => msg.startsWith('the bus: works again'))).toHaveLength(1);
  });

  test('a service stops while it is away', async () => {
    const [forest, bird] = [world.make('forest', world.forest), world.make('bird', world.bird)];
    await Promise.all([forest.start(), bird.start()]);
    await server.kill();
    await Promise.all([forest.stop(), bird.stop()]);
    const late = world.make('bird', world.bird);
    await late.start();
    await late.stop();
  });

  test('a service stops while its workers cannot get back the connections on which they wait for jobs', async () => {
    const bird = world.make('bird', world.bird, { settings: { consumerConcurrency: 1 } });
    await bird.start();
    await server.cutWaiting();
    await bird.stop();
  });

  test('a worker stops though its job can be put back only when the engine is there again', async () => {
    const [bus, adding] = [createBus({ ...server.address, name: 'test', log }), await world.startBus()];
    let begun = false;
    const worker = bus.worker('work', { concurrency: 1 }, async () => {
      begun = true;
      await server.kill();
      throw new Postponed(1_000, new Error('the database is away too'));
    });
    await bus.start();
    await worker.start();
    await adding.queue('work').add([{ name: 'job', data: {}, rememberSeconds: 0 }]);
    await until(() => begun);
    await worker.stop();
    await bus.stop();
  });

  test('a wrong address or password refuses to start, and says what to change', async () => {
    const { postgresUrl, redisUrl } = server.address;
    const wrong = postgresUrl ? { postgresUrl: Object.assign(new URL(postgresUrl), { password: 'wrong' }).href } : { redisUrl: `${redisUrl}/9999` };
    const bus = createBus({ ...wrong, name: 'test', log });
    await expect(bus.start()).rejects.toThrow(name === 'Redis' ? /refuses: ERR DB index/ : 'the password is wrong');
  });
});
