import { graphActions } from './graph-actions';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
let graph: ReturnType<typeof graphActions>;
beforeAll(async () => {
  house = await startUserService();
  graph = graphActions(house);
});
afterAll(() => house.stop());

interface Suggested {
  readonly node: { readonly id: string };
  readonly reason: string;
  readonly via: readonly { readonly id: string }[];
  readonly viaCount: number;
}

const suggestedTo = async (viewerId: string) => {
  const document = '{ viewer { peopleYouMayKnow { edges { node { id } reason via { id } viaCount } } } }';
  const { viewer } = await house.as(viewerId).data<{ viewer: { peopleYouMayKnow: { edges: Suggested[] } } }>(document);
  return viewer.peopleYouMayKnow.edges.map(({ node, reason, via, viaCount }) => [node.id, reason, via.map(({ id }) => id), viaCount]);
};
const people = async () => (await graph.people(6)) as [string, string, string, string, string, string];
const follow = (followerId: string, followeeId: string) => graph.act('followUser', followerId, followeeId);
const befriend = async (one: string, other: string) => {
  await graph.act('sendFriendRequest', one, other);
  await graph.act('acceptFriendRequest', other, one);
};

test('each has its reason and those through whom, the nearest first', async () => {
  const [me, friend, followed, byFriend, byFollowed, fan] = await people();
  await befriend(me, friend);
  await befriend(friend, byFriend);
  await follow(me, followed);
  await follow(followed, byFollowed);
  await follow(fan, me);
  expect(await suggestedTo(me)).toEqual([
    [byFriend, 'FRIENDS_OF_FRIENDS', [friend], 1],
    [fan, 'FOLLOWS_YOU', [], 0],
    [byFollowed, 'FOLLOWED_BY_FOLLOWED', [followed], 1],
  ]);
});

test('nobody is suggested whom one follows, asked, blocked, muted or dismissed, who blocked one, or who does not want to be found', async () => {
  const [me, followed, ...candidates] = (await graph.people(9)) as [string, string, ...string[]];
  await follow(me, followed);
  for (const id of candidates) await follow(followed, id);
  expect(new Set((await suggestedTo(me)).map(([id]) => id))).toEqual(new Set(candidates));
  const [taken, asked, blocked, blocker, muted, dismissed, hidden] = candidates as [string, string, string, string, string, string, string];
  await follow(me, taken);
  await graph.act('sendFriendRequest', me, asked);
  await graph.act('blockUser', me, blocked);
  await graph.act('blockUser', blocker, me);
  await graph.mute(me, { id: muted });
  for (const _ of [1, 2]) await house.as(me).data('mutation ($id: ID!) { dismissSuggestion(id: $id) { dismissedUserId } }', { id: dismissed });
  await graph.setPrivacy(hidden, { isDiscoverable: false });
  expect(await suggestedTo(me)).toEqual([]);
});

test('whom people follow is not told by a suggestion when their lists are not for the viewer', async () => {
  const [me, secretive, friend, other, another] = await people();
  await follow(me, secretive);
  await befriend(me, friend);
  await follow(secretive, other);
  await befriend(friend, another);
  await graph.setPrivacy(secretive, { followListAudience: 'NOBODY' });
  await graph.setPrivacy(friend, { followListAudience: 'NOBODY' });
  expect(await suggestedTo(me)).toEqual([]);
});

test('who does not want to be found is found by those who follow them alone', async () => {
  const [me, follower] = await people();
  await follow(follower, me);
  await graph.setPrivacy(me, { isDiscoverable: false });
  const { username } = await house.deps.db.user.findUniqueOrThrow({ where: { id: me } });
  const found = async (viewerId: string | undefined) => {
    const document = 'query ($query: String!) { searchPeople(query: $query) { nodes { id } } }';
    const { searchPeople } = await house.as(viewerId).data<{ searchPeople: { nodes: { id: string }[] } }>(document, { query: username });
    return searchPeople.nodes.some(({ id }) => id === me);
  };
  expect([await found(me), await found(follower), await found(undefined)]).toEqual([true, true, false]);
});
