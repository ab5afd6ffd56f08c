import { accountChanged, blockChanged, friendshipChanged } from '@ejazz/events/user';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { deletePost } from '../src/domain/delete-post';
import { likePost } from '../src/domain/reactions/react';
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
    post(id: $id) { id comments { nodes { id } } reactions { nodes { id } } }
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
    data.post?.id === thing.id && data.post.comments.nodes.length === 1 && data.post.reactions.nodes.length === 1,
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

const account = (userId: string, more: { status?: 'DEACTIVATED'; isPrivate?: boolean }, version = 1) =>
  house.tell(accountChanged, { userId, status: 'ACTIVE', isPrivate: false, defaultPostVisibility: 'PUBLIC', version, ...more });
const block = (blockerId: string, blockedId: string, version = 1, blocking = true) =>
  house.tell(blockChanged, { blockerId, blockedId, blocking, version });
const everyone = async (thing: Thing) => {
  const seen: Who[] = [];
  for (const who of Object.keys(anyone) as Who[]) if (await seenBy(who, thing)) seen.push(who);
  return seen;
};

test('public posts of a private account are for its followers until it is public again', async () => {
  const thing = await makePost('PUBLIC');
  await account(thing.author, { isPrivate: true });
  expect(await everyone(thing)).toEqual(['author', 'follower']);
  await account(thing.author, {}, 2);
  expect(await everyone(thing)).toEqual(['author', 'follower', 'former', 'stranger', 'anonymous']);
});

test('a post for friends is for those who are, whoever asked, until they are not', async () => {
  const thing = await makePost('FRIENDS');
  const befriend = (requesterId: string, addresseeId: string, status: 'REQUESTED' | 'FRIENDS' | 'ENDED', version: number) =>
    house.tell(friendshipChanged, { requesterId, addresseeId, status, version, changedAt: new Date().toISOString() });
  await befriend(thing.author, follower, 'FRIENDS', 2);
  await befriend(stranger, thing.author, 'FRIENDS', 2);
  await befriend(former, thing.author, 'REQUESTED', 1);
  await befriend(thing.author, follower, 'REQUESTED', 1);
  expect(await everyone(thing)).toEqual(['author', 'follower', 'stranger']);
  await befriend(follower, thing.author, 'ENDED', 3);
  expect(await everyone(thing)).toEqual(['author', 'stranger']);
});

test('nobody finds posts of an account that is not there', async () => {
  const thing = await makePost('PUBLIC');
  await account(thing.author, { status: 'DEACTIVATED' });
  expect(await everyone(thing)).toEqual(['author']);
});

test('a block hides the posts of each from the other, whichever blocked, until it ends', async () => {
  const thing = await makePost('PUBLIC');
  await block(thing.author, follower);
  await block(stranger, thing.author);
  expect(await everyone(thing)).toEqual(['author', 'former', 'anonymous']);
  await block(thing.author, follower, 2, false);
  expect(await everyone(thing)).toEqual(['author', 'follower', 'former', 'anonymous']);
});

test('comments and likes of who is blocked are hidden below the posts of others, and told to nobody they should not reach', async () => {
  const { id } = await makePost('PUBLIC');
  const [me, blocked] = [person(), person()];
  await block(me, blocked);
  const events = house.as(me).subscribe('subscription($id: ID!) { commentsChanged(postId: $id) { eventId } }', { id });
  const live = events.next();
  const { comment } = value(await createComment(house.deps, blocked, { postId: id, text: 'Hidden' }));
  value(await likePost(house.deps, blocked, id));
  const read =
    'query($id: ID!) { post(id: $id) { commentCount comments { nodes { ... on Comment { author { id } } } } reactions { nodes { id } } } }';
  const seen = async (who: string) => {
    const { post } = (await house.as(who).ask(read, { id })).data;
    return [post.comments.nodes, post.reactions.nodes].map((nodes) => JSON.stringify(nodes).includes(blocked));
  };
  expect([await seen(me), await seen(stranger)]).toEqual([
    [false, false],
    [true, true],
  ]);
  const entity = 'query($id: ID!) { _entities(representations: [{ __typename: "Comment", id: $id }]) { ... on Comment { text } } }';
  expect((await house.as(me).ask(entity, { id: comment?.id })).data._entities).toEqual([null]);
  let next: string | undefined;
  do {
    const { comment: other } = value(await createComment(house.deps, stranger, { postId: id, text: 'Told' }));
    next = other?.id;
  } while (!(await Promise.race([live, new Promise((resolve) => setTimeout(resolve, 50, undefined))])));
  expect(next).toBeDefined();
  expect(await live).not.toMatchObject({ eventId: comment?.id });
  await events.stop();
});
