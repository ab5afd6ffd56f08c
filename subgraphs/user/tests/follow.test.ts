import { newId } from '@ejazz/platform/ids/id';
import fc from 'fast-check';
import { codes, type UserErrors } from './accounts';
import { startUserService, type UserHouse } from './user-service';

interface Followed extends UserErrors {
  readonly user: {
    readonly id: string;
    readonly followerCount: number;
    readonly viewerRelationship: object | null;
    readonly viewerCanFollow: boolean;
  } | null;
}

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const fields = 'user { id followerCount viewerRelationship { isFollowing isFollowedBy } viewerCanFollow } userErrors { code field message }';
const change = async (name: 'followUser' | 'unfollowUser', viewerId: string, id: string): Promise<Followed> => {
  const { changed } = await house.as(viewerId).data<{ changed: Followed }>(`mutation ($id: ID!) { changed: ${name}(id: $id) { ${fields} } }`, { id });
  return changed;
};
const follow = (viewerId: string, id: string) => change('followUser', viewerId, id);
const unfollow = (viewerId: string, id: string) => change('unfollowUser', viewerId, id);
const people = async (count: number) => (await house.people(count)).map(({ id }) => id);
const pair = async () => (await people(2)) as [string, string];
const told = async (...ids: string[]) =>
  (await house.told('user.follow-changed')).filter(
    ({ followerId, followeeId }) => ids.includes(String(followerId)) && ids.includes(String(followeeId)),
  );

test('following and ceasing to are done once, however often they are asked for', async () => {
  const [ada, bob] = await pair();
  const following = { id: bob, followerCount: 1, viewerRelationship: { isFollowing: true, isFollowedBy: false }, viewerCanFollow: false };
  const strangers = { id: bob, followerCount: 0, viewerRelationship: { isFollowing: false, isFollowedBy: false }, viewerCanFollow: true };
  for (const _ of [1, 2]) expect(await follow(ada, bob)).toEqual({ user: following, userErrors: [] });
  for (const _ of [1, 2]) expect(await unfollow(ada, bob)).toEqual({ user: strangers, userErrors: [] });
  expect(await follow(ada, bob)).toEqual({ user: following, userErrors: [] });
  expect(await told(ada, bob)).toMatchObject([
    { followerId: ada, followeeId: bob, following: true, version: 1, changedAt: expect.any(String) },
    { followerId: ada, followeeId: bob, following: false, version: 2 },
    { followerId: ada, followeeId: bob, following: true, version: 3 },
  ]);
});

test('ceasing to follow a person never followed changes and tells nothing', async () => {
  const [ada, bob] = await pair();
  expect(await unfollow(ada, bob)).toMatchObject({ user: { followerCount: 0 }, userErrors: [] });
  expect(await told(ada, bob)).toEqual([]);
});

test('one cannot follow oneself, nor anybody who does not exist', async () => {
  const [ada] = await pair();
  expect(await follow(ada, ada)).toMatchObject({ user: null, userErrors: [{ code: 'CANNOT_FOLLOW_SELF', field: ['id'] }] });
  for (const nobody of [newId('usr'), newId('pst'), '', 'usr_\u0000']) {
    expect(await follow(ada, nobody)).toMatchObject({ user: null, userErrors: [{ code: 'USER_NOT_FOUND', field: ['id'] }] });
    expect(codes(await unfollow(ada, nobody))).toEqual(['USER_NOT_FOUND']);
  }
});

test('both directions are told to whom they concern, and nothing to anonymous visitors or of oneself', async () => {
  const [ada, bob] = await pair();
  await follow(ada, bob);
  const seenBy = async (viewerId: string | undefined, id: string) =>
    (await house.as(viewerId).entities('User', [id], 'viewerRelationship { isFollowing isFollowedBy } viewerCanFollow'))[0];
  expect(await seenBy(ada, bob)).toEqual({ viewerRelationship: { isFollowing: true, isFollowedBy: false }, viewerCanFollow: false });
  expect(await seenBy(bob, ada)).toEqual({ viewerRelationship: { isFollowing: false, isFollowedBy: true }, viewerCanFollow: true });
  expect(await seenBy(ada, ada)).toEqual({ viewerRelationship: null, viewerCanFollow: false });
  expect(await seenBy(undefined, ada)).toEqual({ viewerRelationship: null, viewerCanFollow: false });
});

test('several changes in one request each see what they did themselves', async () => {
  const [ada, bob] = await pair();
  const document = `mutation ($id: ID!) { a: followUser(id: $id) { ${fields} } b: unfollowUser(id: $id) { ${fields} } c: followUser(id: $id) { ${fields} } }`;
  const answer = await house.as(ada).data<Record<string, Followed>>(document, { id: bob });
  const seen = ['a', 'b', 'c'].map((name) => [answer[name]?.user?.viewerRelationship, answer[name]?.user?.viewerCanFollow]);
  const following = [{ isFollowing: true, isFollowedBy: false }, false];
  expect(seen).toEqual([following, [{ isFollowing: false, isFollowedBy: false }, true], following]);
});

test('two people who follow each other at once, again and again, are never in each other’s way', async () => {
  const pairs = await Promise.all(Array.from({ length: 10 }, pair));
  for (const name of ['followUser', 'unfollowUser', 'followUser'] as const) {
    const answers = await Promise.all(pairs.flatMap(([ada, bob]) => [change(name, ada, bob), change(name, bob, ada)]));
    expect(answers.flatMap(codes)).toEqual([]);
  }
  // Conflicts are tried again unseen, but each costs a second: there must be none.
  const [statistics] = await house.deps.db.$queryRaw<
    [{ deadlocks: bigint }]
  >`SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;
  expect(statistics.deadlocks).toBe(0n);
});

interface Command {
  readonly name: 'followUser' | 'unfollowUser';
  readonly follower: number;
  readonly followee: number;
}

const group = 4;
const command: fc.Arbitrary<Command> = fc
  .record({
    name: fc.constantFrom('followUser' as const, 'followUser' as const, 'unfollowUser' as const),
    follower: fc.nat(group - 1),
    away: fc.integer({ min: 1, max: group - 1 }),
  })
  .map(({ name, follower, away }) => ({ name, follower, followee: (follower + away) % group }));

test('after any mixture of changes at once, counters are the counts and versions have only grown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 10, maxLength: 20 }), async (commands) => {
      const ids = await people(group);
      const answers = await Promise.all(commands.map(({ name, follower, followee }) => change(name, ids[follower] ?? '', ids[followee] ?? '')));
      expect(answers.flatMap(codes)).toEqual([]);

      const { db } = house.deps;
      const involved = { followerId: { in: ids }, followeeId: { in: ids } };
      for (const id of ids) {
        const { followerCount, followingCount } = await db.user.findUniqueOrThrow({ where: { id } });
        expect(followerCount).toBe(await db.follow.count({ where: { followeeId: id, active: true } }));
        expect(followingCount).toBe(await db.follow.count({ where: { followerId: id, active: true } }));
      }
      const events = await told(...ids);
      for (const row of await db.follow.findMany({ where: involved })) {
        const own = events.filter(({ followerId, followeeId }) => followerId === row.followerId && followeeId === row.followeeId);
        // Each version once, in turns, and the last one as the row stands.
        expect(own.map(({ version }) => version).sort((a, b) => Number(a) - Number(b))).toEqual(own.map((_, index) => index + 1));
        for (const { version, following } of own) expect(following).toBe(Number(version) % 2 === 1);
        expect(row).toMatchObject({ version: own.length, active: own.length % 2 === 1 });
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
