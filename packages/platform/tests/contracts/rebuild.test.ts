import type { Sql } from '@ejazz/platform/database/sql';
import { rebuild } from '@ejazz/platform/outbox/rebuild';
import { resendUnacknowledged } from '@ejazz/platform/outbox/resend';
import { restate, restatement } from '@ejazz/platform/outbox/restate';
import { createWorld, grown, trees, until, type World } from '../backbone/world';
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

  const emitAll = (forest: Awaited<ReturnType<World['startForest']>>, names: readonly string[]) =>
    forest.transact(async ({ emit }) => {
      for (const tree of names) emit(grown, { tree });
    });
  const pace = (lines: string[] = []) => ({ chunk: 10, patienceMs: 15_000, progress: (line: string) => void lines.push(line) });

  test('a consumer that lost everything is rebuilt from the log, each event once, while new ones come', async () => {
    const bus = await world.startBus();
    const [forest] = await Promise.all([world.startForest(), world.startBird()]);
    await emitAll(forest, trees(25));
    await forest.settled();
    await world.bird.rows('DELETE FROM effect');
    const lines: string[] = [];
    const rebuilding = rebuild({
      producer: { name: 'forest', db: world.forest },
      consumer: { name: 'bird', db: world.bird },
      bus,
      events: ['tree.grown'],
      ...pace(lines),
    });
    await emitAll(forest, ['live']);
    expect(await rebuilding).toBeGreaterThanOrEqual(25);
    await forest.settled();
    expect((await world.heard()).filter((tree) => tree !== 'live').sort()).toEqual(trees(25));
    expect(lines[0]).toMatch(/^forest -> bird: 10 of 2\d events \(to go on from here: --after \d+\)$/);
  });

  test('a rebuild goes on where an earlier one was broken off, and takes the named events alone', async () => {
    const bus = await world.startBus();
    const [forest] = await Promise.all([world.startForest(), world.startBird()]);
    await emitAll(forest, trees(20));
    await forest.settled();
    await world.bird.rows('DELETE FROM effect');
    const [tenth] = await world.forest.rows<{ sequence: string }>('SELECT sequence FROM outbox ORDER BY sequence OFFSET 9 LIMIT 1');
    const options = { producer: { name: 'forest', db: world.forest }, consumer: { name: 'bird', db: world.bird }, bus, ...pace() };
    await rebuild({ ...options, events: ['tree.grown'], after: BigInt(tenth?.sequence ?? 0) });
    expect(await rebuild({ ...options, events: ['tree.felled'] })).toBe(0);
    await forest.settled();
    expect((await world.heard()).sort()).toEqual(trees(20).slice(10));
  });

  test('sends again at once what is not acknowledged, however recently it was sent', async () => {
    const bus = await world.startBus();
    await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, sent_at)
    SELECT 'evt_' || i, 'tree.grown', 1, '{"tree": "oak"}', 'request-1', now(), '{bird}', now() FROM generate_series(1, 25) i`);
    await world.startBird();
    const forest = await world.startForest();
    const lines: string[] = [];
    expect(await resendUnacknowledged({ service: 'forest', db: world.forest, bus, ...pace(lines) })).toBe(25);
    expect(lines).toHaveLength(3);
    await forest.settled();
    expect(await world.heard()).toHaveLength(25);
  });

  describe('restating', () => {
    const present = restatement<{ tree: string }>(
      'trees',
      'SELECT tree FROM standing WHERE $2::text IS NULL OR tree > $2::text ORDER BY tree LIMIT $1',
      ({ tree }) => [tree],
      ({ emit }, { tree }) => emit(grown, { tree }),
    );
    const restateAll = async (forest: Awaited<ReturnType<World['startForest']>>, resume?: string, lines: string[] = []) =>
      restate({ producer: 'forest', transact: forest.transact, restatements: [present], pending: forest.pending, resume, ...pace(lines) });

    beforeEach(async () => {
      const fill = (db: Sql) => db.$executeRawUnsafe(`INSERT INTO standing SELECT 'tree ' || lpad(i::text, 4, '0') FROM generate_series(0, 24) i`);
      await world.forest.rows('CREATE TABLE standing (tree text)');
      await fill(world.forest);
    });

    test('tells of everything there is, in chunks', async () => {
      const [forest] = await Promise.all([world.startForest(), world.startBird()]);
      const lines: string[] = [];
      expect(await restateAll(forest, undefined, lines)).toBe(25);
      await until(async () => (await world.heard()).length === 25, 'all trees');
      expect((await world.heard()).sort()).toEqual(trees(25));
      expect(lines).toHaveLength(3);
    });

    test('goes on from a place that it told, and refuses another', async () => {
      const [forest] = await Promise.all([world.startForest(), world.startBird()]);
      const lines: string[] = [];
      await restateAll(forest, undefined, lines);
      const place = /--resume (.*)\)$/.exec(lines[1] ?? '')?.[1];
      expect(await restateAll(forest, place)).toBe(5);
      await expect(restateAll(forest, 'nothing')).rejects.toThrow('it begins with one of trees@');
      await forest.settled();
    });
  });
});
