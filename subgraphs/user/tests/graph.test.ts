import { newId } from '@ejazz/platform/ids/id';
import { codes } from './accounts';
import { graphActions } from './graph-actions';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
let graph: ReturnType<typeof graphActions>;
beforeAll(async () => {
  house = await startUserService();
  graph = graphActions(house);
});
afterAll(() => house.stop());

const people = async (count: number) => (await graph.people(count)) as [string, string, string];
/** Events of one kind between some people, as they were told. */
const told = async (name: string, ...ids: string[]) =>
  (await house.told(name)).filter((payload) => Object.values(payload).filter((value) => ids.includes(String(value))).length >= 2);

describe('a private account', () => {
  test('is asked before it is followed; who is approved follows, once', async () => {
    const [ada, bob] = await people(2);
    await graph.setPrivacy(bob, { isPrivate: true });
    for (const _ of [1, 2]) expect(codes(await graph.act('followUser', ada, bob))).toEqual([]);
    expect([await graph.between(ada, bob), await graph.between(bob, ada)]).toEqual([['isFollowRequested'], ['isFollowRequestedBy']]);
    expect([await graph.listed(bob, 'followRequests'), await graph.listed(ada, 'sentFollowRequests')]).toEqual([[ada], [bob]]);
    for (const _ of [1, 2]) expect(codes(await graph.act('approveFollowRequest', bob, ada))).toEqual([]);
    expect([await graph.between(ada, bob), await graph.listed(bob, 'followRequests')]).toEqual([['isFollowing'], []]);
    expect(await told('user.follow-request-changed', ada, bob)).toMatchObject([
      { followerId: ada, followeeId: bob, status: 'PENDING', version: 1 },
      { status: 'APPROVED', version: 2 },
    ]);
    expect(await told('user.follow-changed', ada, bob)).toMatchObject([{ followerId: ada, following: true, version: 1 }]);
    expect((await graph.act('followUser', ada, bob)).user).toMatchObject({ followerCount: 1 });
  });

  test('declines without telling, and may be asked again; a request can be taken back; nobody approves what was not asked', async () => {
    const [ada, bob] = await people(2);
    await graph.setPrivacy(bob, { isPrivate: true });
    expect(codes(await graph.act('approveFollowRequest', bob, ada))).toEqual(['REQUEST_NOT_FOUND']);
    for (const [end, actor, other] of [
      ['declineFollowRequest', bob, ada],
      ['cancelFollowRequest', ada, bob],
      ['unfollowUser', ada, bob],
    ] as const) {
      await graph.act('followUser', ada, bob);
      expect(await graph.between(ada, bob)).toEqual(['isFollowRequested']);
      for (const _ of [1, 2]) expect(codes(await graph.act(end, actor, other))).toEqual([]);
      expect(await graph.between(ada, bob)).toEqual([]);
    }
    const statuses = (await told('user.follow-request-changed', ada, bob)).map(({ status }) => status);
    expect(statuses).toEqual(['PENDING', 'ENDED', 'PENDING', 'ENDED', 'PENDING', 'ENDED']);
    expect(await told('user.follow-changed', ada, bob)).toEqual([]);
  });

  test('approves what waits when it becomes public, and keeps its followers when it becomes private again', async () => {
    const [ada, bob, cleo] = await people(3);
    await graph.setPrivacy(bob, { isPrivate: true });
    for (const id of [ada, cleo]) await graph.act('followUser', id, bob);
    await graph.setPrivacy(bob, { isPrivate: false });
    await graph.setPrivacy(bob, { isPrivate: true });
    expect([await graph.between(ada, bob), await graph.between(cleo, bob), await graph.listed(bob, 'followRequests')]).toEqual([
      ['isFollowing'],
      ['isFollowing'],
      [],
    ]);
    expect((await told('user.account-changed', bob)).length).toBe(0);
    expect((await house.told('user.account-changed')).filter(({ userId }) => userId === bob)).toMatchObject([
      { isPrivate: true, version: 2 },
      { isPrivate: false, version: 3 },
      { isPrivate: true, version: 4 },
    ]);
  });

  test('makes a follower cease to follow', async () => {
    const [ada, bob] = await people(2);
    await graph.act('followUser', ada, bob);
    for (const _ of [1, 2]) expect(codes(await graph.act('removeFollower', bob, ada))).toEqual([]);
    expect(await graph.between(ada, bob)).toEqual([]);
  });
});

test.each([
  ['EVERYONE', {}, [true, true, true]],
  ['EVERYONE', { isPrivate: true }, [true, true, false]],
  ['FOLLOWERS', {}, [true, true, false]],
  ['NOBODY', {}, [true, false, false]],
] as const)('follow lists for %s %j are seen by oneself, followers and others as %j', async (followListAudience, more, expected) => {
  const [me, follower, stranger] = await people(3);
  await graph.act('followUser', follower, me);
  await graph.setPrivacy(me, { followListAudience, ...more });
  const lists = 'viewerCanSeeFollowLists followerCount followers { totalCount nodes { id } } following { totalCount }';
  const seen = async (viewerId: string) => {
    const [found] = await house.as(viewerId).entities<{ viewerCanSeeFollowLists: boolean }>('User', [me], lists);
    const [nodes, count] = found?.viewerCanSeeFollowLists ? [[{ id: follower }], 1] : [[], null];
    expect(found).toMatchObject({ followerCount: 1, followers: { totalCount: count, nodes }, following: { totalCount: count && 0 } });
    return found?.viewerCanSeeFollowLists;
  };
  expect([await seen(me), await seen(follower), await seen(stranger)]).toEqual(expected);
});

describe('a block', () => {
  const paths = async (viewerId: string | undefined, id: string) => {
    const { username } = await house.deps.db.user.findUniqueOrThrow({ where: { id } });
    const asked = await house.as(viewerId).data<{ user: object | null; searchPeople: { nodes: { id: string }[] }; _entities: (object | null)[] }>(
      `query ($username: String!, $id: ID!) {
        user(username: $username) { id }
        searchPeople(query: $username) { nodes { id } }
        _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { id } }
      }`,
      { username, id },
    );
    return [asked.user !== null, asked.searchPeople.nodes.some((found) => found.id === id), asked._entities[0] !== null];
  };

  test('hides each from the other on every path, ends what was between the two, and leaves others as they are', async () => {
    const [ada, bob, cleo] = await people(3);
    await graph.act('sendFriendRequest', ada, bob);
    await graph.act('acceptFriendRequest', bob, ada);
    await graph.act('followUser', cleo, ada);
    await graph.act('followUser', cleo, bob);
    for (const _ of [1, 2])
      expect(await graph.act('blockUser', ada, bob)).toMatchObject({ user: { viewerRelationship: { isBlocking: true } }, userErrors: [] });
    const nowhere = [false, false, false];
    expect([await paths(ada, bob), await paths(bob, ada), await paths(cleo, bob), await paths(undefined, bob)]).toEqual([
      nowhere,
      nowhere,
      [true, true, true],
      [true, true, true],
    ]);
    const [followed] = await house.as(bob).entities('User', [cleo], 'following { nodes { id } }');
    expect(followed).toEqual({ following: { nodes: [{ id: bob }] } });
    expect([await graph.listed(ada, 'blockedPeople'), await graph.listed(ada, 'friends'), await graph.listed(bob, 'friends')]).toEqual([
      [bob],
      [],
      [],
    ]);
    expect((await told('user.block-changed', ada, bob)).length).toBe(1);
    expect((await told('user.friendship-changed', ada, bob)).at(-1)).toMatchObject({ status: 'ENDED' });
    expect((await told('user.follow-changed', ada, bob)).filter(({ following }) => !following)).toHaveLength(2);
  });

  test('looks to whoever is blocked as if there were nobody, whatever they do', async () => {
    const [ada, bob] = await people(2);
    await graph.act('blockUser', ada, bob);
    for (const name of ['followUser', 'unfollowUser', 'blockUser', 'unblockUser', 'unmuteUser', 'sendFriendRequest', 'removeFollower']) {
      const [blocked, nobody] = [await graph.act(name, bob, ada), await graph.act(name, bob, newId('usr'))];
      expect(blocked).toEqual(nobody);
      expect(codes(blocked)).toEqual(['USER_NOT_FOUND']);
    }
    expect(await graph.mute(bob, { id: ada })).toEqual(await graph.mute(bob, { id: newId('usr') }));
    for (const name of ['followUser', 'sendFriendRequest']) expect(codes(await graph.act(name, ada, bob))).toEqual(['USER_NOT_FOUND']);
  });

  test('ends without bringing back what it ended', async () => {
    const [ada, bob] = await people(2);
    await graph.act('followUser', ada, bob);
    await graph.act('blockUser', ada, bob);
    for (const _ of [1, 2]) expect(codes(await graph.act('unblockUser', ada, bob))).toEqual([]);
    expect([await graph.between(ada, bob), await graph.between(bob, ada)]).toEqual([[], []]);
    expect(codes(await graph.act('blockUser', ada, ada))).toEqual(['CANNOT_BLOCK_SELF']);
  });

  test('never leaves a follow or a friendship behind, whatever happens at the same time', async () => {
    const pairs = await Promise.all(Array.from({ length: 6 }, () => people(2)));
    await Promise.all(
      pairs.flatMap(([ada, bob]) => [
        graph.act('followUser', bob, ada),
        graph.act('blockUser', ada, bob),
        graph.act('followUser', ada, bob),
        graph.act('sendFriendRequest', bob, ada),
        graph.act('sendFriendRequest', ada, bob),
      ]),
    );
    const ids = pairs.flat();
    expect(await house.deps.db.block.count({ where: { blockerId: { in: ids }, active: true } })).toBe(6);
    expect(await house.deps.db.follow.count({ where: { followerId: { in: ids }, active: true } })).toBe(0);
    expect(await house.deps.db.friendship.count({ where: { oneId: { in: ids }, status: { not: 'ENDED' } } })).toBe(0);
    expect(await house.deps.db.user.count({ where: { id: { in: ids }, OR: [{ followerCount: { not: 0 } }, { followingCount: { not: 0 } }] } })).toBe(
      0,
    );
  });
});

describe('friends', () => {
  test('are two of whom one asked and the other accepted; they follow each other', async () => {
    const [ada, bob] = await people(2);
    await graph.setPrivacy(ada, { isPrivate: true });
    for (const _ of [1, 2]) await graph.act('sendFriendRequest', ada, bob);
    expect([await graph.between(ada, bob), await graph.between(bob, ada)]).toEqual([['isFriendRequested'], ['isFriendRequestedBy']]);
    expect([await graph.listed(bob, 'friendRequests'), await graph.listed(ada, 'sentFriendRequests')]).toEqual([[ada], [bob]]);
    expect(codes(await graph.act('acceptFriendRequest', ada, bob))).toEqual(['REQUEST_NOT_FOUND']);
    for (const _ of [1, 2]) expect(codes(await graph.act('acceptFriendRequest', bob, ada))).toEqual([]);
    expect(await graph.between(ada, bob)).toEqual(['isFollowing', 'isFollowedBy', 'isFriend']);
    expect([await graph.listed(ada, 'friends'), await graph.listed(bob, 'friends')]).toEqual([[bob], [ada]]);
    await graph.act('unfriendUser', ada, bob);
    expect(await graph.between(ada, bob)).toEqual(['isFollowing', 'isFollowedBy']);
    const events = await told('user.friendship-changed', ada, bob);
    expect(events.map(({ requesterId, status, version }) => [requesterId, status, version])).toEqual([
      [ada, 'REQUESTED', 1],
      [ada, 'FRIENDS', 2],
      [ada, 'ENDED', 3],
    ]);
  });

  test('are also two who asked each other; a request may be declined, taken back and made again by either', async () => {
    const [ada, bob] = await people(2);
    await graph.act('sendFriendRequest', ada, bob);
    expect(codes(await graph.act('declineFriendRequest', bob, ada))).toEqual([]);
    await graph.act('sendFriendRequest', bob, ada);
    await graph.act('cancelFriendRequest', bob, ada);
    expect(await graph.between(ada, bob)).toEqual([]);
    await Promise.all([graph.act('sendFriendRequest', ada, bob), graph.act('sendFriendRequest', bob, ada)]);
    expect(await graph.between(ada, bob)).toContain('isFriend');
    expect(codes(await graph.act('sendFriendRequest', ada, ada))).toEqual(['CANNOT_BEFRIEND_SELF']);
  });
});

test('a mute is seen by who muted alone, until its end; muting again changes how', async () => {
  const [ada, bob] = await people(2);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect((await graph.mute(ada, { id: bob, until })).user?.viewerRelationship).toMatchObject({ muting: { until, notifications: true } });
  expect([await graph.listed(ada, 'mutedPeople'), await graph.between(bob, ada)]).toEqual([[bob], []]);
  house.advance(3_600_001);
  expect([await graph.listed(ada, 'mutedPeople'), await graph.between(ada, bob)]).toEqual([[], []]);
  for (const _ of [1, 2]) await graph.mute(ada, { id: bob, notifications: false });
  expect(await graph.between(ada, bob)).toEqual(['muting']);
  for (const _ of [1, 2]) await graph.act('unmuteUser', ada, bob);
  expect(await graph.between(ada, bob)).toEqual([]);
  expect((await told('user.mute-changed', ada, bob)).map(({ muting, notifications, version }) => [muting, notifications, version])).toEqual([
    [true, true, 1],
    [true, false, 2],
    [false, false, 3],
  ]);
  expect(codes(await graph.mute(ada, { id: bob, until: '2020-01-01T00:00:00.000Z' }))).toEqual(['UNTIL_NOT_AHEAD']);
  expect(codes(await graph.mute(ada, { id: ada }))).toEqual(['CANNOT_MUTE_SELF']);
});

interface OwnList {
  readonly viewer: {
    readonly blockedPeople: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

test('own lists are walked without a gap or a repeat, and their cursors are good for no other list', async () => {
  const [me, ...others] = (await graph.people(8)) as [string, ...string[]];
  for (const id of others) await graph.act('blockUser', me, id);
  const document = (list: string) =>
    `query ($after: String) { viewer { ${list}(first: 3, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }`;
  const walked: string[] = [];
  let after: string | undefined;
  do {
    const { viewer } = await house.as(me).data<OwnList>(document('blockedPeople'), { after });
    const { nodes, totalCount, pageInfo } = viewer.blockedPeople;
    expect(totalCount).toBe(7);
    walked.push(...nodes.map(({ id }) => id));
    const elsewhere = await house.as(me).ask(document('mutedPeople'), { after: pageInfo.endCursor });
    expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
  } while (after);
  expect(walked).toEqual([...others].reverse());
});
