import { createPost } from '../src/domain/create-post';
import { likePost } from '../src/domain/reactions/react';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const newPost = async () => value(await createPost(house.deps, person(), { text: 'Like me' }));
const likeEvents = async (postId: string) =>
  (await house.told('post.reaction-changed')).filter(
    (event) => typeof event === 'object' && event !== null && 'postId' in event && event.postId === postId,
  );

test('a like counts once however often it is given, and each change has a higher version', async () => {
  const { id, authorId } = await newPost();
  const actor = person();
  const { data, errors } = await house.as(actor).ask(
    `mutation($id: ID!) {
      a: likePost(id: $id) { ...State }
      b: likePost(id: $id) { ...State }
      c: unlikePost(id: $id) { ...Unlike }
      d: unlikePost(id: $id) { ...Unlike }
      e: likePost(id: $id) { ...State }
    }
    fragment State on LikePostPayload { post { likeCount viewerHasLiked } userErrors { code } }
    fragment Unlike on UnlikePostPayload { post { likeCount viewerHasLiked } userErrors { code } }`,
    { id },
  );
  expect(errors).toBeUndefined();
  const liked = { post: { likeCount: 1, viewerHasLiked: true }, userErrors: [] };
  const unliked = { post: { likeCount: 0, viewerHasLiked: false }, userErrors: [] };
  expect(data).toEqual({ a: liked, b: liked, c: unliked, d: unliked, e: liked });
  expect(await likeEvents(id)).toEqual(
    [true, false, true].map((given, index) => ({
      subjectId: id,
      subjectAuthorId: authorId,
      postId: id,
      commentId: null,
      actorId: actor,
      kind: given ? 'LIKE' : null,
      version: index + 1,
      changedAt: expect.any(String),
    })),
  );
});

test('the counter is exact after many people like at once, and the same person twice', async () => {
  const { id } = await newPost();
  const people = Array.from({ length: 40 }, person);
  await Promise.all([...people, ...people.slice(0, 20)].map((actor) => likePost(house.deps, actor, id)));
  const { data } = await house.anonymous.ask('query($id: ID!) { post(id: $id) { likeCount reactions(first: 100) { nodes { id } totalCount } } }', {
    id,
  });
  expect(data.post.likeCount).toBe(40);
  expect(data.post.reactions.totalCount).toBe(40);
  expect(data.post.reactions.nodes.map((user: { id: string }) => user.id).sort()).toEqual([...people].sort());
  expect(await likeEvents(id)).toHaveLength(40);
});

test('likes are listed latest first, page by page, with the moment of each', async () => {
  const { id } = await newPost();
  const people = Array.from({ length: 5 }, person);
  // Two within one millisecond: the person settles their order.
  const moments = [0, 1, 1, 2, 3].map((second) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)));
  for (const [index, actor] of people.entries()) await likePost(house.deps, actor, id, { likedAt: moments[index] });
  const seen: { node: { id: string }; reactedAt: string }[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { data } = await house.anonymous.ask(
      'query($id: ID!, $after: String) { post(id: $id) { reactions(first: 2, after: $after) { edges { reactedAt node { id } } pageInfo { hasNextPage endCursor } } } }',
      { id, after },
    );
    seen.push(...data.post.reactions.edges);
    after = data.post.reactions.pageInfo.endCursor;
    more = data.post.reactions.pageInfo.hasNextPage;
  }
  expect(seen.map(({ node }) => node.id).sort()).toEqual([...people].sort());
  expect(seen.map(({ reactedAt }) => reactedAt)).toEqual(moments.map((moment) => moment.toISOString()).reverse());
});

test('only the signed-in like', async () => {
  const { id } = await newPost();
  const { errors } = await house.anonymous.ask('mutation($id: ID!) { likePost(id: $id) { post { id } } }', { id });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  const { data } = await house.anonymous.ask('query($id: ID!) { post(id: $id) { viewerHasLiked viewerCanReact viewerCanComment viewerCanDelete } }', {
    id,
  });
  expect(data.post).toEqual({ viewerHasLiked: false, viewerCanReact: false, viewerCanComment: false, viewerCanDelete: false });
});
