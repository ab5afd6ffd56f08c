import { followUser } from '../src/domain/follow';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const card = `id username displayName bio createdAt followerCount followingCount avatar { id } viewerCanFollow
  viewerRelationship { isFollowing isFollowedBy }
  followers(first: 3) { totalCount edges { followedAt node { id username viewerRelationship { isFollowing } } } }
  following(first: 3) { totalCount edges { followedAt node { id username viewerCanFollow } } }`;

test('20 people with their relationship to the viewer and their lists take as many statements as 2', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => house.person()));
  const viewer = await house.person();
  for (const [index, { id }] of people.entries()) {
    await followUser(house.deps, viewer.id, id);
    await followUser(house.deps, id, people[(index + 1) % people.length]?.id ?? '');
  }
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { ${card} } } }`;
  const costs: number[] = [];
  for (const count of [2, 20]) {
    const representations = people.slice(0, count).map(({ id }) => ({ __typename: 'User', id }));
    const { data, errors, statements } = await house.as(viewer.id).ask(document, { representations });
    expect(errors).toBeUndefined();
    const entities = (data as { _entities: object[] })._entities;
    expect(entities).toHaveLength(count);
    for (const entity of entities) {
      expect(entity).toMatchObject({ followerCount: 2, viewerRelationship: { isFollowing: true }, followers: { totalCount: 2 }, following: { totalCount: 1 } });
    }
    costs.push(statements);
  }
  // The people, their relationships, both lists, the people in them (as far as not asked for already), and their relationships.
  expect(costs[1]).toBe(costs[0]);
  expect(costs[1]).toBeLessThanOrEqual(7);
});
