import { backboneSettings } from '@ejazz/platform/backbone/settings';
import { createDeadLetters } from '@ejazz/platform/inbox/dead-letters';
import { sweepOnce } from '@ejazz/platform/outbox/sweep';
import { birdHandlers, createWorld, grown, quick, until, type World } from '../backbone/world';
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

  const settings = { ...backboneSettings, ...quick, resendAfterMs: 0, resendAtMostMs: 0 };

  test('a job that the bus lost is sent again, to those only who have not acknowledged', async () => {
    const bus = await world.startBus();
    await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, sent_at)
    VALUES ('evt_1', 'tree.grown', 1, '{"tree": "oak"}', 'request-1', now(), '{bird}', now() - interval '1 s')`);
    await world.startBird();
    const forest = await world.startForest();
    await sweepOnce({ service: 'forest', db: world.forest, bus, settings });
    await forest.settled();
    expect(await world.heard()).toEqual(['oak']);
  });

  test('the running sweep does it by itself', async () => {
    await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, sent_at)
    VALUES ('evt_1', 'tree.grown', 1, '{"tree": "oak"}', 'request-1', now(), '{bird}', now() - interval '1 s')`);
    await world.startBird();
    const forest = await world.startForest({ settings: { sweepMs: 10, resendAfterMs: 0, resendAtMostMs: 0 } });
    await forest.settled();
    expect(await world.heard()).toEqual(['oak']);
  });

  test('what is sent again while it waits stays one job, and a dead letter stays as it is', async () => {
    const bus = await world.startBus();
    let tries = 0;
    await world.startBird({
      handlers: birdHandlers(async () => {
        tries += 1;
        throw new Error('allergic');
      }),
    });
    const forest = await world.startForest();
    await forest.transact(async ({ emit }) => emit(grown, { tree: 'oak' }));
    const letters = createDeadLetters(bus, ['bird']);
    await until(async () => (await letters.list()).length === 1, 'the dead letter');
    const before = tries;
    for (let round = 0; round < 3; round += 1) await sweepOnce({ service: 'forest', db: world.forest, bus, settings });
    await forest.transact(async ({ emit }) => emit(grown, { tree: 'elm' }));
    await until(async () => (await letters.list()).length === 2, 'the second dead letter');
    expect(tries).toBe(before * 2);
  });

  test('an event is not sent again before its time, and the time doubles', async () => {
    const bus = await world.startBus();
    await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, sent_at) VALUES
    ('young', 'tree.grown', 1, '{}', 'r', now() - interval '59 s', '{bird}', now() - interval '59 s'),
    ('due', 'tree.grown', 1, '{}', 'r', now() - interval '61 s', '{bird}', now() - interval '61 s'),
    ('sent twice', 'tree.grown', 1, '{}', 'r', now() - interval '300 s', '{bird}', now() - interval '140 s'),
    ('long ago', 'tree.grown', 1, '{}', 'r', now() - interval '1 day', '{bird}', now() - interval '601 s')`);
    const sentNow = `SELECT id FROM outbox WHERE sent_at > now() - interval '30 s' ORDER BY id`;
    await sweepOnce({ service: 'forest', db: world.forest, bus, settings: backboneSettings });
    expect(await world.forest.rows(sentNow)).toEqual([{ id: 'due' }, { id: 'long ago' }]);
  });

  test('what has served is deleted in chunks; what is pending never', async () => {
    const bus = await world.startBus();
    await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, sent_at, settled_at)
    SELECT 'old ' || i, 'tree.grown', 1, '{}', 'r', now() - interval '8 days', '{}', now(), now() - interval '8 days' FROM generate_series(1, 25) i`);
    await world.forest.rows(`INSERT INTO outbox (id, name, version, payload, request_id, occurred_at, pending, sent_at, settled_at) VALUES
    ('recent', 'tree.grown', 1, '{}', 'r', now() - interval '8 days', '{}', now(), now() - interval '6 days'),
    ('pending', 'tree.grown', 1, '{}', 'r', now() - interval '8 days', '{bird}', now(), NULL)`);
    await world.forest.rows(`INSERT INTO inbox VALUES ('old', now() - interval '9 days'), ('needed', now() - interval '7 days 12 hours')`);
    await world.forest.rows(
      `INSERT INTO client_request VALUES ('a', 'o', 'old', '', '1', now() - interval '8 days'), ('a', 'o', 'new', '', '1', now())`,
    );
    await sweepOnce({ service: 'forest', db: world.forest, bus, settings: { ...backboneSettings, deleteChunk: 10 } });
    expect(await world.forest.rows('SELECT id FROM outbox ORDER BY id')).toEqual([{ id: 'pending' }, { id: 'recent' }]);
    expect(await world.forest.rows('SELECT id FROM inbox')).toEqual([{ id: 'needed' }]);
    expect(await world.forest.rows('SELECT request_id FROM client_request')).toEqual([{ request_id: 'new' }]);
  });
});
