import { followUser } from '../src/domain/graph/follow';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const card = (list: string) => `id username displayName bio createdAt followerCount followingCount avatar { id } viewerCanFollow
  viewerRelationship { isFollowing isFollowedBy }
  ${list}(first: 3) { totalCount edges { followedAt node { id username viewerCanFollow viewerRelationship { isFollowing } } } }`;

test.each([
  ['followers', 2],
  ['following', 1],
])('20 people with their relationship to the viewer and %s of each take as many statements as 2', async (list, totalCount) => {
  const [people, fans] = [await house.people(20), await house.people(20)];
  const viewer = await house.person();
  for (const [index, { id }] of people.entries()) {
    const fan = fans[index]?.id ?? '';
    await followUser(house.deps, viewer.id, id);
    await followUser(house.deps, fan, id);
    await followUser(house.deps, id, fan);
  }
  const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { ${card(list)} } } }`;
  const costs: number[] = [];
  for (const count of [2, 20]) {
    const representations = people.slice(0, count).map(({ id }) => ({ __typename: 'User', id }));
    const { data, errors, statements } = await house.as(viewer.id).ask(document, { representations });
    expect(errors).toBeUndefined();
    const entities = (data as { _entities: object[] })._entities;
    expect(entities).toHaveLength(count);
    for (const entity of entities) {
      expect(entity).toMatchObject({ followerCount: 2, viewerRelationship: { isFollowing: true }, [list]: { totalCount } });
    }
    costs.push(statements);
  }
  // The people, their relationships, the lists, the people in them, and their relationships.
  expect(costs).toEqual([5, 5]);
});
