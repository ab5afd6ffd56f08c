import { busConnections } from '@ejazz/platform/bus/connection-budget';
import { birdHandlers, createWorld, grown, nested, trees, until } from '../backbone/world';
import { onEachEngine } from './engines';

onEachEngine((name, kind) => {
  test('a busy service that tells, reacts and hints stays within the connection budget', async () => {
    const server = await kind.start();
    const world = await createWorld(server.address);
    const handlers = birdHandlers(async (tree, { emit, afterCommit }) => {
      emit(nested, { tree });
      afterCommit(() => bird.pubsub.publish('nests', tree));
    });
    const bird = world.make('bird', world.bird, { handlers });
    await world.start(bird);
    const most = new Map<string, number>();
    const look = async () => {
      for (const [label, count] of await server.connections()) most.set(label, Math.max(count, most.get(label) ?? 0));
    };
    const forest = await world.startForest();
    await Promise.all(trees(60).map((tree) => forest.transact(async ({ emit }) => emit(grown, { tree }))));
    await until(async () => {
      await look();
      return (await forest.pending()) + (await bird.pending()) === 0;
    });
    await look();

    // Workers wait for jobs on connections that BullMQ names after the queue.
    const ofBird = Object.fromEntries([...most].filter(([label]) => label.includes('bird')));
    const { 'ejazz bird bus': pooled = 0, ...others } = ofBird;
    const { postgres, redis } = busConnections;
    if (name === 'PostgreSQL') {
      expect(others).toEqual({ 'ejazz bird bus hints': postgres.hints, 'events-bird': 1, 'acks-bird': 1 });
      expect(pooled + 2).toBeLessThanOrEqual(postgres.pool);
    } else {
      expect(ofBird).toEqual({
        'ejazz-bird-bus-commands': redis.commands,
        'ejazz-bird-bus-hints': redis.hints,
        'ejazz-bird-bus-work': redis.work,
        'events-bird': redis.aWorker,
        'acks-bird': redis.aWorker,
      });
    }
    await world.end();
    await server.end();
  });
});
