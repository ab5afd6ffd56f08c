import { newId } from '@ejazz/platform/ids/id';
import { eventually } from '@ejazz/testing/eventually';
import { changeFollows } from '../src/domain/follow';
import { publish, unpublish } from '../src/domain/publish';
import { deletes, type FeedHouse, follows, person, publishes, startFeedService } from './feed-service';

let house: FeedHouse;
beforeAll(async () => {
  house = await startFeedService();
});
afterAll(() => house.stop());

/** Resolves when so many transactions wait for a lock. */
const waiting = (count = 1) =>
  eventually(async () => {
    const [found] = await house.deps.db.$queryRaw<{ number: number }[]>`
      SELECT count(*)::int AS number FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return found?.number === count;
  });

const version = 1;

test('a follow that comes while a publication is under way does not lose it', async () => {
  const [me, friend, postId] = [person(), person(), newId('pst')];
  let following: Promise<unknown> | undefined;
  await house.deps.transact(async ({ tx }) => {
    await publish(tx, [{ postId, authorId: friend, visibility: 'PUBLIC', version }]);
    following = house.tell(follows(me, friend));
    await waiting();
  });
  await following;
  expect((await house.page(me)).ids).toEqual([postId]);
});

test('a publication that comes while a follow is under way is not lost to it', async () => {
  const [me, friend, postId] = [person(), person(), newId('pst')];
  let publishing: Promise<unknown> | undefined;
  await house.deps.transact(async ({ tx }) => {
    await changeFollows(tx, [{ followerId: me, followeeId: friend, following: true, version }]);
    publishing = house.tell(publishes(friend, postId));
    await waiting();
  });
  await publishing;
  expect((await house.page(me)).ids).toEqual([postId]);
});

test('a deletion that comes while a follow is under way leaves nothing behind', async () => {
  const [me, friend, postId] = [person(), person(), newId('pst')];
  await house.tell(publishes(friend, postId));
  let deleting: Promise<unknown> | undefined;
  await house.deps.transact(async ({ tx }) => {
    await changeFollows(tx, [{ followerId: me, followeeId: friend, following: true, version }]);
    deleting = house.tell(deletes(friend, postId));
    await waiting();
  });
  await deleting;
  expect(await house.deps.db.feedEntry.count({ where: { postId } })).toBe(0);
});

test('a follow that comes while a deletion is under way does not bring the post back', async () => {
  const [me, friend, postId] = [person(), person(), newId('pst')];
  await house.tell(publishes(friend, postId));
  let following: Promise<unknown> | undefined;
  await house.deps.transact(async ({ tx }) => {
    await unpublish(tx, [{ postId, authorId: friend, version: 2 }]);
    following = house.tell(follows(me, friend));
    await waiting();
  });
  await following;
  expect(await house.deps.db.feedEntry.count({ where: { postId } })).toBe(0);
});

test('many batches at once end as they would one after another', async () => {
  const readers = Array.from({ length: 5 }, person);
  const authors = Array.from({ length: 5 }, person);
  const posts = authors.flatMap((authorId) => Array.from({ length: 6 }, () => ({ authorId, id: newId('pst') })));
  const followBatches = readers.map((reader, index) =>
    // Each in an order of its own.
    [...authors.slice(index), ...authors.slice(0, index)].map((author) => follows(reader, author)),
  );
  const publishBatches = Array.from({ length: 6 }, (_, index) =>
    posts.filter((_post, place) => place % 6 === index).map(({ authorId, id }) => publishes(authorId, id)),
  );
  await Promise.all([...followBatches, ...publishBatches].map((batch) => house.tell(...batch)));
  for (const reader of readers)
    expect((await house.page(reader, 100)).ids).toEqual(
      posts
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
});
