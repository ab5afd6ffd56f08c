import { inRequestScope } from '@ejazz/platform/request/scope';
import { createWorld, grown, nested, trees, until, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const unsent = () =>
  world.forest.rows<{ id: string; name: string; request_id: string; pending: string[]; payload: unknown }>('SELECT * FROM outbox ORDER BY sequence');

test('emitted events are written with the state, in order, with their request and their consumers', async () => {
  const { transact } = world.make('forest', world.forest);
  await inRequestScope('request-1', () =>
    transact(async ({ tx, emit }) => {
      await tx.$executeRawUnsafe(`INSERT INTO effect (event) VALUES ('state')`);
      for (const tree of ['oak', 'elm']) emit(grown, { tree });
    }),
  );
  expect(await unsent()).toMatchObject([
    { name: 'tree.grown', request_id: 'request-1', pending: ['bird'], payload: { tree: 'oak' } },
    { name: 'tree.grown', request_id: 'request-1', pending: ['bird'], payload: { tree: 'elm' } },
  ]);
  expect((await unsent())[0]?.id).toMatch(/^evt_/);
});

test('a rolled-back transaction leaves neither state nor events nor effects', async () => {
  const { transact } = world.make('forest', world.forest);
  let effects = 0;
  const failed = transact(async ({ tx, emit, afterCommit }) => {
    await tx.$executeRawUnsafe(`INSERT INTO effect (event) VALUES ('state')`);
    emit(grown, { tree: 'oak' });
    afterCommit(() => {
      effects += 1;
    });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await unsent()).toEqual([]);
  expect(await world.forest.rows('SELECT * FROM effect')).toEqual([]);
  expect(effects).toBe(0);
});

test('an invalid payload and an event of another service fail the transaction', async () => {
  const { transact } = world.make('forest', world.forest);
  await expect(transact(async ({ emit }) => emit(grown, { tree: 7 as never }))).rejects.toThrow(/tree/);
  await expect(transact(async ({ emit }) => emit(nested, { tree: 'oak' }))).rejects.toThrow(
    '"forest" may not emit tree.nested: it belongs to "bird"',
  );
  expect(await unsent()).toEqual([]);
});

test('effects come after the commit; a failing one harms nothing', async () => {
  const { transact } = world.make('forest', world.forest);
  const seen = await new Promise<number>((resolve, reject) => {
    transact(async ({ emit, afterCommit }) => {
      emit(grown, { tree: 'oak' });
      afterCommit(() => Promise.reject(new Error('hint lost')));
      afterCommit(async () => resolve((await unsent()).length));
    }).catch(reject);
  });
  expect(seen).toBe(1);
});

test('conflicting transactions are run again until both have happened', async () => {
  const { transact } = world.make('forest', world.forest);
  await world.forest.rows(`INSERT INTO effect (event) VALUES ('0')`);
  const increment = () =>
    transact(async ({ tx, emit }) => {
      await tx.$executeRawUnsafe('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE');
      const [row] = await tx.$queryRawUnsafe<{ event: string }[]>('SELECT event FROM effect');
      await tx.$executeRawUnsafe('UPDATE effect SET event = $1', String(Number(row?.event) + 1));
      emit(grown, { tree: 'oak' });
    });
  await Promise.all([increment(), increment(), increment()]);
  expect(await world.forest.rows('SELECT event FROM effect')).toEqual([{ event: '3' }]);
  expect(await unsent()).toHaveLength(3);
});

test('events reach their consumer once each, oldest first, and are settled when it has acknowledged', async () => {
  const [forest] = await Promise.all([world.startForest(), world.startBird()]);
  const all = trees(450);
  await forest.transact(async ({ emit }) => {
    for (const tree of all) emit(grown, { tree });
  });
  await forest.settled();
  expect((await world.heard()).sort()).toEqual(all);
  expect(await world.forest.rows('SELECT count(*)::int AS count FROM outbox WHERE settled_at IS NOT NULL AND pending = $$ {} $$')).toEqual([
    { count: 450 },
  ]);
});

test('an event written by a process that died before it woke its relay is found by the poll', async () => {
  const silent = world.make('forest', world.forest);
  await Promise.all([world.startForest(), world.startBird()]);
  await silent.transact(async ({ emit }) => emit(grown, { tree: 'oak' }));
  await until(async () => (await world.heard()).includes('oak'));
});
