import { handleDigest } from '@ejazz/events/handle-digest';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { updatePost } from '../src/domain/update-post';
import type { PostVisibility } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const facets =
  'facets { __typename start end ... on MentionFacet { user { id } } ... on HashtagFacet { hashtag { name } } ... on LinkFacet { url } }';
const newPost = async (text: string, visibility: PostVisibility = 'PUBLIC', author = person()) =>
  value(await createPost(house.deps, author, { text, visibility }));

test('a text comes with its mentions, hashtags and links as ranges that JavaScript slices by', async () => {
  const ann = person();
  await house.deps.db.handle.create({ data: { digest: handleDigest('ann_b'), userId: ann } });
  const text = '👋 @Ann_B and @nobody_here: #Bread at bread.org';
  const post = await newPost(text);
  const { comment } = value(await createComment(house.deps, person(), { postId: post.id, text: 'Hi @ann_b' }));
  value(await updatePost(house.deps, post.authorId, post.id, { text: `${text}!` }));
  const { data } = await house.anonymous.ask(
    `query($post: ID!, $comment: ID!) {
      post(id: $post) { ${facets} revisions { nodes { ${facets} } } }
      _entities(representations: [{ __typename: "Comment", id: $comment }]) { ... on Comment { ${facets} } }
    }`,
    { post: post.id, comment: comment?.id },
  );
  const expected = [
    { __typename: 'MentionFacet', start: 3, end: 9, user: { id: ann } },
    { __typename: 'HashtagFacet', start: 28, end: 34, hashtag: { name: 'bread' } },
    { __typename: 'LinkFacet', start: 38, end: 47, url: 'https://bread.org/' },
  ];
  expect(expected.map(({ start, end }) => text.slice(start, end))).toEqual(['@Ann_B', '#Bread', 'bread.org']);
  expect(data.post.facets).toEqual(expected);
  expect(data.post.revisions.nodes).toEqual([{ facets: expected }]);
  expect(data._entities[0].facets).toEqual([{ __typename: 'MentionFacet', start: 3, end: 9, user: { id: ann } }]);
});

test('at most 50 people and 30 hashtags of one text mean something', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `crowd_${index}`);
  await house.deps.db.handle.createMany({ data: names.map((name) => ({ digest: handleDigest(name), userId: person() })) });
  const post = await newPost([...names.map((name) => `@${name}`), ...names.map((name) => `#${name}`)].join(' '));
  const kinds = (post.facets as { kind: string }[]).map(({ kind }) => kind);
  expect([kinds.filter((kind) => kind === 'mention').length, kinds.filter((kind) => kind === 'hashtag').length]).toEqual([50, 30]);
});

describe('a hashtag', () => {
  const query = `query($name: String!, $first: Int! = 20, $after: String) {
    hashtag(name: $name) { name posts(first: $first, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }
  }`;
  const read = async (who: string | undefined, name: string, page: object = {}) => (await house.as(who).ask(query, { name, ...page })).data.hashtag;
  const idsOf = (hashtag: { posts: { nodes: { id: string }[] } }) => hashtag.posts.nodes.map(({ id }) => id);

  test('has the posts that name it now, latest first, of those that the person asking may see', async () => {
    const [author, follower] = [person(), person()];
    await house.follow(follower, author);
    const first = await newPost('One #Späti', 'PUBLIC', author);
    const closed = await newPost('Two #SPA\u0308TI #späti', 'FOLLOWERS', author);
    const edited = await newPost('Three #späti', 'PUBLIC', author);
    const later = await newPost('Four', 'PUBLIC', author);
    value(await updatePost(house.deps, author, edited.id, { text: 'Three' }));
    value(await updatePost(house.deps, author, later.id, { text: 'Four #späti' }));
    expect(await read(undefined, '#SPÄTI')).toMatchObject({ name: 'späti', posts: { totalCount: null } });
    expect(idsOf(await read(undefined, 'späti'))).toEqual([later.id, first.id]);
    expect(idsOf(await read(follower, 'späti'))).toEqual([later.id, closed.id, first.id]);
    const page = await read(follower, 'späti', { first: 2 });
    expect(idsOf(await read(follower, 'späti', { after: page.posts.pageInfo.endCursor }))).toEqual([first.id]);
  });

  test('is found as an entity too, by its one name; what cannot be one is none', async () => {
    const { data } = await house.anonymous.ask(
      '{ hashtag(name: "two words") { name } _entities(representations: [{ __typename: "Hashtag", name: "#Bread" }]) { ... on Hashtag { name } } }',
    );
    expect(data).toEqual({ hashtag: null, _entities: [{ name: 'bread' }] });
  });
});
