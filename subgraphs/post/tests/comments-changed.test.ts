import type { SubgraphEvents } from '@ejazz/testing/subgraph-socket';
import { commentCursor } from '../src/domain/comment-log';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { deleteComment } from '../src/domain/delete-comment';
import { importComments } from '../src/domain/import';
import type { PostVisibility } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const changed = `subscription Changed($postId: ID!, $after: String) {
  commentsChanged(postId: $postId, after: $after) {
    __typename eventId cursor occurredAt
    ... on CommentAdded { clientRequestId comment { id text author { id } post { commentCount } } }
    ... on CommentDeleted { commentId }
  }
}`;

const newPost = async (authorId = person(), visibility: PostVisibility = 'PUBLIC') =>
  value(await createPost(house.deps, authorId, { text: 'Say something', visibility }));
const comment = async (postId: string, authorId = person(), clientRequestId?: string) =>
  value(await createComment(house.deps, authorId, { postId, text: 'Nice', clientRequestId })).comment?.id ?? '';
const liveCursor = async (postId: string) => {
  const { data } = await house.anonymous.ask('query($id: ID!) { post(id: $id) { comments { liveCursor } } }', { id: postId });
  return data.post.comments.liveCursor as string;
};
const take = async (events: SubgraphEvents, count: number) => {
  const taken = [];
  for (let index = 0; index < count; index += 1) taken.push(await events.next());
  return taken;
};

test('tells what is written and what is deleted below a post, each once, in order, with the post as it is then', async () => {
  const post = await newPost();
  const events = house.anonymous.subscribe(changed, { postId: post.id, after: await liveCursor(post.id) });
  const first = await comment(post.id);
  expect(await events.next()).toMatchObject({ __typename: 'CommentAdded', eventId: first, comment: { id: first, post: { commentCount: 1 } } });
  const second = await comment(post.id);
  expect(await events.next()).toMatchObject({ eventId: second, comment: { post: { commentCount: 2 } } });
  value(await deleteComment(house.deps, post.authorId, first));
  expect(await events.next()).toMatchObject({ __typename: 'CommentDeleted', commentId: first });
  await events.stop();
});

test('tells the clientRequestId to the person who gave it, and to nobody else', async () => {
  const [writer, post] = [person(), await newPost()];
  const after = await liveCursor(post.id);
  const [own, foreign] = [house.as(writer), house.as(person())].map((who) => who.subscribe(changed, { postId: post.id, after }));
  await comment(post.id, writer, 'attempt 1');
  expect(await own?.next()).toMatchObject({ clientRequestId: 'attempt 1' });
  expect(await foreign?.next()).toMatchObject({ clientRequestId: null });
});

test('goes on after a cursor without leaving out or repeating anything, while many write at once', async () => {
  const post = await newPost();
  const events = house.anonymous.subscribe(changed, { postId: post.id, after: await liveCursor(post.id) });
  const written = await Promise.all(Array.from({ length: 30 }, () => comment(post.id)));
  const told = await take(events, 12);
  await events.stop();
  const resumed = house.anonymous.subscribe(changed, { postId: post.id, after: told.at(-1).cursor });
  written.push(...(await Promise.all(Array.from({ length: 10 }, () => comment(post.id)))));
  told.push(...(await take(resumed, 28)));
  expect(told.map(({ eventId }) => eventId).sort()).toEqual([...written].sort());
  await resumed.stop();
});

test('of what was written and deleted while nobody listened only the deletion is told', async () => {
  const post = await newPost();
  const after = await liveCursor(post.id);
  const gone = await comment(post.id);
  value(await deleteComment(house.deps, post.authorId, gone));
  const kept = await comment(post.id);
  const events = house.anonymous.subscribe(changed, { postId: post.id, after });
  expect((await take(events, 2)).map(({ eventId }) => eventId)).toEqual([`${gone}-deleted`, kept]);
  await events.stop();
});

test('tells a gap when too much was missed, or the cursor is of another post, then what is new', async () => {
  const post = await newPost();
  const after = await liveCursor(post.id);
  const { createdAt } = post;
  const many = Array.from({ length: 501 }, (_, index) => ({
    id: `cmt_${post.id}_${index}`,
    postId: post.id,
    authorId: person(),
    text: 'x',
    createdAt,
  }));
  await importComments(house.deps, many);
  for (const missed of [after, commentCursor({ position: 0n, postId: (await newPost()).id }), commentCursor({ position: 900n, postId: post.id })]) {
    const events = house.anonymous.subscribe(changed, { postId: post.id, after: missed });
    expect(await events.next()).toMatchObject({ __typename: 'CommentGap' });
    const id = await comment(post.id);
    expect(await events.next()).toMatchObject({ eventId: id });
    await events.stop();
  }
});

test('comments brought in take their places once, however often they are brought', async () => {
  const post = await newPost();
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
  const brought = [3, 1, 2].map((second) => ({
    id: `cmt_${post.id}_${second}`,
    postId: post.id,
    authorId: person(),
    text: 'x',
    createdAt: at(second),
  }));
  await importComments(house.deps, brought);
  await importComments(house.deps, brought);
  const events = house.anonymous.subscribe(changed, { postId: post.id, after: commentCursor({ position: 0n, postId: post.id }) });
  expect((await take(events, 3)).map(({ eventId }) => eventId)).toEqual([1, 2, 3].map((second) => `cmt_${post.id}_${second}`));
  expect(await house.deps.db.post.findUniqueOrThrow({ where: { id: post.id } })).toMatchObject({ commentCount: 3, lastCommentPosition: 3n });
  await events.stop();
});

test('whoever may not see the post is told that there is none; a cursor that is none is told to be so', async () => {
  const hidden = await newPost(person(), 'FOLLOWERS');
  for (const postId of [hidden.id, 'pst_nonsense']) {
    await expect(house.as(person()).subscribe(changed, { postId }).next()).rejects.toThrow('NOT_FOUND');
  }
  const post = await newPost();
  await expect(house.anonymous.subscribe(changed, { postId: post.id, after: 'nonsense' }).next()).rejects.toThrow('BAD_USER_INPUT');
});
