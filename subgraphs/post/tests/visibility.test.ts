import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { deletePost } from '../src/domain/delete-post';
import { likePost } from '../src/domain/like-post';
import type { PostVisibility } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const author = person();
const follower = person();
const former = person();
const stranger = person();
const anyone = { author, follower, former, stranger, anonymous: undefined };
type Who = keyof typeof anyone;

const readings = `
  query Readings($id: ID!, $author: ID!, $comment: ID!) {
    post(id: $id) { id comments { nodes { id } } likes { nodes { id } } }
    _entities(representations: [{ __typename: "Post", id: $id }, { __typename: "Comment", id: $comment }, { __typename: "User", id: $author }]) {
      ... on Post { id text }
      ... on Comment { id text post { id } }
      ... on User { id posts { nodes { id } totalCount } }
    }
  }`;

interface Thing {
  readonly author: string;
  readonly id: string;
  readonly comment: string;
}

async function makePost(visibility: PostVisibility, deleted = false): Promise<Thing> {
  // An author of its own, so that lists hold nothing else.
  const own = person();
  await house.follow(follower, own);
  await house.follow(former, own);
  const { id } = value(await createPost(house.deps, own, { text: 'Hello', visibility }));
  const { comment } = value(await createComment(house.deps, own, { postId: id, text: 'First' }));
  value(await likePost(house.deps, own, id));
  await house.follow(former, own, false);
  if (deleted) value(await deletePost(house.deps, own, id));
  return { author: own, id, comment: comment?.id ?? '' };
}

/** Every way to read a post answers alike. */
async function seenBy(who: Who, thing: Thing): Promise<boolean> {
  const { data, errors } = await house.as(who === 'author' ? thing.author : anyone[who]).ask(readings, thing);
  expect(errors).toBeUndefined();
  const [post, comment, user] = data._entities;
  const answers = [
    data.post?.id === thing.id && data.post.comments.nodes.length === 1 && data.post.likes.nodes.length === 1,
    post?.id === thing.id,
    comment?.id === thing.comment && comment.post.id === thing.id,
    user.posts.nodes.length === 1 && user.posts.totalCount === 1,
  ];
  expect(new Set(answers).size).toBe(1);
  if (!answers[0]) expect([data.post, post, comment, user.posts.nodes.length, user.posts.totalCount]).toEqual([null, null, null, 0, 0]);
  return answers[0] ?? false;
}

const rules: [PostVisibility, boolean, Who[]][] = [
  ['PUBLIC', false, ['author', 'follower', 'former', 'stranger', 'anonymous']],
  ['FOLLOWERS', false, ['author', 'follower']],
  ['FRIENDS', false, ['author']],
  ['ONLY_ME', false, ['author']],
  ['PUBLIC', true, []],
  ['FOLLOWERS', true, []],
  ['FRIENDS', true, []],
  ['ONLY_ME', true, []],
];

test.each(rules)('a %s post (deleted: %s) is seen by %j alone, on every path', async (visibility, deleted, expected) => {
  const thing = await makePost(visibility, deleted);
  const seen: Who[] = [];
  for (const who of Object.keys(anyone) as Who[]) if (await seenBy(who, thing)) seen.push(who);
  expect(seen).toEqual(expected);
});

test('mutations answer alike for absent, deleted and invisible posts', async () => {
  const [hidden, deleted] = [await makePost('ONLY_ME'), await makePost('PUBLIC', true)];
  for (const id of [hidden.id, deleted.id, 'pst_01jx0000000000000000000000', person(), '', 'nonsense\u0000']) {
    const { data, errors } = await house.as(stranger).ask(
      `mutation($id: ID!) {
        likePost(id: $id) { post { id } userErrors { code } }
        unlikePost(id: $id) { post { id } userErrors { code } }
        updatePost(id: $id, input: { text: "Mine now" }) { post { id } userErrors { code } }
        deletePost(id: $id) { deletedPostId userErrors { code } }
        createComment(input: { postId: $id, text: "Hi" }) { comment { id } userErrors { code } }
      }`,
      { id },
    );
    expect(errors).toBeUndefined();
    for (const { userErrors, ...rest } of Object.values<{ userErrors: unknown }>(data)) {
      expect(userErrors).toEqual([{ code: 'POST_NOT_FOUND' }]);
      expect(Object.values(rest)).toEqual([null]);
    }
  }
  const { data } = await house
    .as(stranger)
    .ask('mutation($id: ID!) { deleteComment(id: $id) { deletedCommentId userErrors { code } } }', { id: hidden.comment });
  expect(data.deleteComment).toEqual({ deletedCommentId: null, userErrors: [{ code: 'COMMENT_NOT_FOUND' }] });
});

test('who ceases to follow loses sight of posts for followers', async () => {
  const thing = await makePost('FOLLOWERS');
  expect(await seenBy('follower', thing)).toBe(true);
  await house.follow(follower, thing.author, false);
  expect(await seenBy('follower', thing)).toBe(false);
});
