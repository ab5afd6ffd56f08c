import { eventually } from '@ejazz/testing/eventually';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';

describe('with a service down', () => {
  let house: TestHouse;
  let author: Person;
  let reader: Person;

  beforeEach(async () => {
    house = await startHouse();
    [author, reader] = await Promise.all([signUp(house.url, 'author'), signUp(house.url, 'reader')]);
    await reader.data(operation('FollowUser'), { id: author.id });
    await author.data(operation('CreatePost'), { input: { text: 'Still here' } });
    await eventually(async () => {
      const { data } = await reader.ask(operation('HomeFeed'), { first: 5 });
      expect(data).toMatchObject({ viewer: { homeFeed: { edges: [{ node: { text: 'Still here' } }] } } });
    });
  });

  afterEach(async () => {
    await house?.remove();
  });

  it('the home feed still shows posts when the user service is stopped', async () => {
    await house.user.stop();
    const { status, data, errors } = await reader.ask(operation('HomeFeed'), { first: 5 });
    expect(status).toBe(200);
    expect(data).toMatchObject({ viewer: { homeFeed: { edges: [{ node: { text: 'Still here', author: null } }] } } });
    expect(errors?.map(({ extensions }) => extensions?.code)).toContain('SUBGRAPH_UNAVAILABLE');
  });

  it('the profile still answers when the post service is stopped', async () => {
    await house.post.stop();
    const { data, errors } = await reader.ask(operation('Profile'), { username: 'author' });
    expect(data).toMatchObject({ user: { username: 'author', followerCount: 1, posts: null, viewerRelationship: { isFollowing: true } } });
    expect(errors?.map(({ extensions }) => extensions?.code)).toContain('SUBGRAPH_UNAVAILABLE');
  });
});
