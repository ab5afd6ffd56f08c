import { once } from '@ejazz/platform/idempotency/once';
import { createTestDb, type TestDb } from './test-db';

let db: TestDb;
beforeEach(async () => {
  db = await createTestDb();
});
afterEach(() => db.drop());

let made = 0;
const create = async () => {
  made += 1;
  return { id: `post ${made}` };
};
beforeEach(() => {
  made = 0;
});
const request = { actorId: 'usr_1', operation: 'createPost', clientRequestId: 'r1', input: { text: 'hi', media: ['a'] } };

test('the same request creates once, however many come at once', async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => db.$transaction((tx) => once(tx, request, create))));
  expect(made).toBe(1);
  expect(results.filter((result) => result.kind === 'first')).toHaveLength(1);
  expect(results.map((result) => (result.kind === 'conflict' ? undefined : result.result))).toEqual(Array(8).fill({ id: 'post 1' }));
});

test('the order of fields does not matter; another input is a conflict', async () => {
  await db.$transaction((tx) => once(tx, request, create));
  expect(await db.$transaction((tx) => once(tx, { ...request, input: { media: ['a'], text: 'hi' } }, create))).toEqual({
    kind: 'replay',
    result: { id: 'post 1' },
  });
  expect(await db.$transaction((tx) => once(tx, { ...request, input: { text: 'ho', media: ['a'] } }, create))).toEqual({ kind: 'conflict' });
});

test('other people and other operations have ids of their own', async () => {
  for (const change of [{}, { actorId: 'usr_2' }, { operation: 'createComment' }]) {
    expect(await db.$transaction((tx) => once(tx, { ...request, ...change }, create))).toMatchObject({ kind: 'first' });
  }
});

test('without an id it is carried out each time', async () => {
  for (const clientRequestId of [null, undefined]) {
    expect(await db.$transaction((tx) => once(tx, { ...request, clientRequestId }, create))).toMatchObject({ kind: 'first' });
  }
  expect(made).toBe(2);
});

test('a refused creation keeps nothing, and one that waited for it takes its place', async () => {
  const refused = db.$transaction((tx) =>
    once(tx, request, async () => {
      throw new Error('refused');
    }),
  );
  const waiting = db.$transaction((tx) => once(tx, request, create));
  await expect(refused).rejects.toThrow('refused');
  expect(await waiting).toEqual({ kind: 'first', result: { id: 'post 1' } });
});

test('an id that cannot be a key is refused', async () => {
  for (const clientRequestId of ['', 'x'.repeat(101), 'a\0b']) {
    await expect(db.$transaction((tx) => once(tx, { ...request, clientRequestId }, create))).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
});
