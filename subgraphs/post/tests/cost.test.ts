import { newId } from '@ejazz/platform/ids/id';
import { importComments, importPosts, importReactions } from '../src/domain/import';
import { type PostHouse, person, startPostService } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const page = `
  fragment Card on Post {
    id text createdAt likeCount commentCount viewerHasLiked viewerCanReact viewerCanDelete
    author { id }
    media { id }
    comments(first: 2) { nodes { id post { id } ... on Comment { text author { id } viewerCanDelete } } totalCount }
    reactions(first: 3) { edges { reactedAt node { id } } totalCount }
  }`;

async function publishMany(count: number) {
  const authorId = person();
  const createdAt = new Date();
  const visibilities = ['PUBLIC', 'FOLLOWERS'] as const;
  const posts = Array.from({ length: count }, (_, index) => {
    const visibility = visibilities[index % 2] ?? 'PUBLIC';
    return { id: newId('pst'), authorId, text: `Post ${index}`, visibility, mediaIds: [newId('med')], createdAt };
  });
  await importPosts(house.deps, posts);
  const reader = person();
  await house.follow(reader, authorId);
  await importReactions(
    house.deps,
    posts.flatMap(({ id: postId }) =>
      [reader, person(), person()].map((actorId) => ({ subjectId: postId, actorId, kind: 'LIKE' as const, reactedAt: createdAt })),
    ),
  );
  await importComments(
    house.deps,
    posts.flatMap(({ id: postId }) => [1, 2, 3].map(() => ({ id: newId('cmt'), postId, authorId: person(), text: 'Nice', createdAt }))),
  );
  return { authorId, reader, ids: posts.map(({ id }) => id) };
}

test('a list of posts takes as many statements for 2 as for 50', async () => {
  const query = `query($id: ID!) { _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { posts(first: 50) { nodes { ...Card } totalCount } } } } ${page}`;
  const costs: number[] = [];
  for (const count of [2, 50]) {
    const { authorId, reader } = await publishMany(count);
    const { data, errors, statements } = await house.as(reader).ask(query, { id: authorId });
    expect(errors).toBeUndefined();
    const [{ posts }] = data._entities;
    expect(posts.nodes).toHaveLength(count);
    expect(posts.totalCount).toBe(count);
    for (const post of posts.nodes) {
      expect(post).toMatchObject({ likeCount: 3, commentCount: 3, viewerHasLiked: true, comments: { totalCount: 3 }, reactions: { totalCount: 3 } });
      expect([post.comments.nodes.length, post.reactions.edges.length]).toEqual([2, 3]);
    }
    costs.push(statements);
  }
  // Posts, their number, the viewer's likes, comments, likes, and the posts that comments point to.
  expect(costs).toEqual([6, 6]);
});

test('posts that the feed refers to take as many statements for 2 as for 50', async () => {
  const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Post { ...Card } } } ${page}`;
  const costs: number[] = [];
  for (const count of [2, 50]) {
    const { reader, ids } = await publishMany(count);
    const { data, statements } = await house.as(reader).ask(query, { representations: ids.map((id) => ({ __typename: 'Post', id })) });
    expect(data._entities.map((post: { id: string }) => post.id)).toEqual(ids);
    costs.push(statements);
  }
  // Posts, the viewer's likes, comments, likes; the posts that comments point to are those already read.
  expect(costs).toEqual([4, 4]);
});
