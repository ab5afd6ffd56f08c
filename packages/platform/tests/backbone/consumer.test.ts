import { defineHandler } from '@ejazz/platform/events/handler';
import { batchJob } from '@ejazz/platform/events/wire';
import { createDeadLetters } from '@ejazz/platform/inbox/dead-letters';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import { currentRequestId, inRequestScope } from '@ejazz/platform/request/scope';
import { birdHandlers, createWorld, felled, grown, nested, trees, until, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const deadLetters = async () => createDeadLetters(await world.startBus(), ['bird', 'forest']);

test('a batch that fails is done event by event; the failing one is tried by itself, ends as a dead letter, and is replayed', async () => {
  let broken = true;
  let tries = 0;
  const metrics = createMetrics('bird');
  const handlers = birdHandlers(async (tree) => {
    if (tree !== 'tree 0002') return;
    tries += 1;
    if (broken) throw new Error('allergic');
  });
  const [forest] = await Promise.all([world.startForest(), world.startBird({ handlers, metrics })]);
  await forest.transact(async ({ emit }) => {
    for (const tree of trees(5)) emit(grown, { tree });
  });
  const letters = await deadLetters();
  await until(async () => (await letters.list()).length === 1, 'the dead letter');
  expect(await world.heard()).toEqual(trees(5).filter((tree) => tree !== 'tree 0002'));
  await until(async () => (await forest.pending()) === 1, 'the others to be settled');
  // In the batch, alone, and three tries of its own.
  expect(tries).toBe(5);
  const [letter] = await letters.list('bird');
  expect(letter).toMatchObject({
    service: 'bird',
    producer: 'forest',
    reason: 'allergic',
    attempts: 3,
    event: { name: 'tree.grown', payload: { tree: 'tree 0002' } },
  });
  expect(await metrics.metrics()).toMatch(/event_dead_letters\{service="bird"\} 1/);
  expect(await metrics.metrics()).toMatch(/events_handled_total\{event="tree.grown",outcome="dead",service="bird"\} 1/);

  broken = false;
  expect(letter && (await letters.replay(letter))).toBe(true);
  await forest.settled();
  expect((await world.heard()).sort()).toEqual(trees(5));
  expect(await letters.list()).toEqual([]);
});

test('an event with a payload that is not as defined is a dead letter at once', async () => {
  await Promise.all([world.startForest(), world.startBird()]);
  await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending)
    VALUES ('evt_1', 'tree.grown', 1, '{"tree": 7}', 'request-1', now(), '{bird}'), ('evt_2', 'tree.grown', 1, '{"tree": "oak"}', 'request-1', now(), '{bird}')`);
  const letters = await deadLetters();
  await until(async () => (await letters.list()).length === 1, 'the dead letter');
  expect(await letters.list()).toMatchObject([{ event: { id: 'evt_1' }, attempts: 1 }]);
  await until(async () => (await world.heard()).includes('oak'));
});

test('a batch delivered twice has its effect once and is acknowledged again', async () => {
  const forest = await world.startForest();
  const bird = await world.startBird();
  await forest.transact(async ({ emit }) => emit(grown, { tree: 'oak' }));
  await forest.settled();
  const [row] = await world.forest.rows<{ id: string }>(`UPDATE outbox SET pending = '{bird}', settled_at = NULL RETURNING id`);
  const event = {
    id: row?.id,
    name: 'tree.grown',
    version: 1,
    payload: { tree: 'oak' },
    requestId: 'request-1',
    occurredAt: new Date().toISOString(),
  };
  const bus = await world.startBus();
  await bus.queue('events-bird').add([{ name: 'batch', data: batchJob.parse({ producer: 'forest', events: [event] }), rememberSeconds: 0 }]);
  await forest.settled();
  expect(await world.heard()).toEqual(['oak']);
  await bird.stop();
});

test('handlers get a batch per kind, oldest first, within the scope of the request that caused it, and can emit', async () => {
  const seen: unknown[] = [];
  const handlers = birdHandlers(async (tree, { emit }) => {
    seen.push([tree, currentRequestId()]);
    emit(nested, { tree });
  });
  const forest = world.make('forest', world.forest);
  await inRequestScope('request-7', () =>
    forest.transact(async ({ emit }) => {
      emit(grown, { tree: 'oak' });
      emit(felled, { tree: 'old oak' });
      emit(grown, { tree: 'elm' });
    }),
  );
  const bird = await world.startBird({ handlers });
  await world.start(forest);
  await forest.settled();
  await bird.settled();
  expect(seen).toEqual([
    ['oak', 'request-7'],
    ['elm', 'request-7'],
  ]);
  expect(await world.heard()).toEqual(['oak', 'elm', 'old oak']);
  expect(await world.forest.rows('SELECT event FROM effect ORDER BY position')).toEqual([{ event: 'oak' }, { event: 'elm' }]);
  expect(await world.bird.rows('SELECT DISTINCT request_id FROM outbox')).toEqual([{ request_id: 'request-7' }]);
});

test('while its database is away a consumer waits, and no try is counted', async () => {
  const forest = await world.startForest();
  let away = true;
  let refused = 0;
  const refuse = () => {
    refused += 1;
    throw new Error('the database is away');
  };
  await world.startBird({
    db: {
      ...world.bird,
      $queryRawUnsafe: async (sql, ...values) => (away ? refuse() : world.bird.$queryRawUnsafe(sql, ...values)),
      $transaction: async (work) => (away ? refuse() : world.bird.$transaction(work)),
    },
    settings: { attempts: 1 },
  });
  await forest.transact(async ({ emit }) => emit(grown, { tree: 'oak' }));
  await until(() => refused > 12, 'many refusals');
  away = false;
  await forest.settled();
  expect(await world.heard()).toEqual(['oak']);
  expect(await (await deadLetters()).list()).toEqual([]);
});

test('a service whose handlers do not fit the catalogue does not start', async () => {
  const [first] = birdHandlers();
  const handlers = [first, first, defineHandler(nested, async () => undefined)].flatMap((handler) => handler ?? []);
  const bird = world.make('bird', world.bird, { handlers });
  await expect(bird.start()).rejects.toThrow(
    [
      'The event handlers of "bird" do not fit the catalogue:',
      '  - tree.felled is subscribed to but has no handler',
      '  - tree.nested has a handler but "bird" is not among its subscribers',
      '  - tree.grown has more than one handler',
    ].join('\n'),
  );
});
