import { backboneSettings } from '@ejazz/platform/backbone/settings';
import type { Bus } from '@ejazz/platform/bus/bus';
import { withClient } from '@ejazz/platform/database/with-client';
import { createRelay } from '@ejazz/platform/outbox/relay';
import { createWorld, grown, log, quick, trees, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const emitAll = (names: readonly string[]) =>
  world.make('forest', world.forest).transact(async ({ emit }) => {
    for (const tree of names) emit(grown, { tree });
  });
const relayOver = (bus: Bus, settings = {}) =>
  createRelay({ service: 'forest', db: world.forest, bus, settings: { ...backboneSettings, ...quick, ...settings }, log });

test('a relay that dies between sending and committing doubles nothing', async () => {
  const bus = await world.startBus();
  await emitAll(trees(3));
  const died = new Promise<void>((resolve) => {
    const dying: Bus = {
      ...bus,
      queue: (name) => ({
        ...bus.queue(name),
        add: async (jobs) => {
          await bus.queue(name).add(jobs);
          resolve();
          throw new Error('killed');
        },
      }),
    };
    const relay = relayOver(dying, { outageBackOff: { first: 60_000, most: 60_000 } });
    void world.start(relay);
  });
  await died;
  const [forest] = await Promise.all([world.startForest(), world.startBird()]);
  await forest.settled();
  expect(await world.heard()).toEqual(trees(3));
  const { rows } = await withClient(world.busUrl, 'test', (client) =>
    client.query(`SELECT count(*)::int AS count FROM bullmq.job WHERE queue = 'events-bird'`),
  );
  expect(rows).toEqual([{ count: 1 }]);
});

test('two instances of a service share the work and double nothing', async () => {
  const instances = await Promise.all([world.startForest({ settings: { relayLimit: 20 } }), world.startForest({ settings: { relayLimit: 20 } })]);
  await world.startBird();
  await Promise.all(
    instances.flatMap((instance, which) => trees(60, `tree of ${which}`).map((tree) => instance.transact(async ({ emit }) => emit(grown, { tree })))),
  );
  await instances[0]?.settled();
  expect((await world.heard()).sort()).toEqual([...trees(60, 'tree of 0'), ...trees(60, 'tree of 1')]);
});

test('an outage of the bus keeps events and is told once', async () => {
  const bus = await world.startBus();
  await emitAll(['oak']);
  const warnings: string[] = [];
  let failures = 0;
  const recovered = new Promise<void>((resolve) => {
    const flaky: Bus = {
      ...bus,
      queue: (name) => ({
        ...bus.queue(name),
        add: async (jobs) => {
          failures += 1;
          if (failures < 4) throw new Error('away');
          await bus.queue(name).add(jobs);
          resolve();
        },
      }),
    };
    const listening = Object.assign(Object.create(log), { warn: (_: object, text: string) => warnings.push(text) });
    void world.start(
      createRelay({ service: 'forest', db: world.forest, bus: flaky, settings: { ...backboneSettings, ...quick }, log: listening as typeof log }),
    );
  });
  await recovered;
  await world.startBird();
  await (await world.startForest()).settled();
  expect(await world.heard()).toEqual(['oak']);
  expect(warnings).toEqual(['sending events: failing, trying again until it works']);
});
