import { followChanged } from '@ejazz/events/user';
import { newId } from '@ejazz/platform/ids/id';
import { apply } from '@ejazz/platform/inbox/apply';
import { commentCursor } from '../src/domain/comment-log';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { deletePost } from '../src/domain/delete-post';
import { likePost, unlikePost } from '../src/domain/reactions/react';
import { onFollowChanged } from '../src/events/follow-changed';
import type { PostVisibility } from '../src/generated/prisma/client';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const changed = 'subscription Changed($id: ID!) { postChanged(id: $id) { id likeCount commentCount viewerHasLiked } }';
const comments = 'subscription Comments($id: ID!, $after: String) { commentsChanged(postId: $id, after: $after) { eventId } }';
const fromTheFirst = (postId: string) => commentCursor({ position: 0n, postId });
const newPost = async (authorId = person(), visibility: PostVisibility = 'PUBLIC') =>
  value(await createPost(house.deps, authorId, { text: 'Say something', visibility }));

/** Reads on until the state is the one that is waited for: how many lie between the two depends on the pace of both sides. */
async function until(events: { next(): Promise<{ likeCount: number; commentCount: number }> }, likeCount: number, commentCount: number) {
  for (;;) {
    const state = await events.next();
    if (state.likeCount === likeCount && state.commentCount === commentCount) return state;
  }
}

/** Takes what is told until that fails. */
async function drain(events: { next(): Promise<unknown> }): Promise<never> {
  for (;;) await events.next();
}

test('tells the counts as they are, then as they have become, with what they mean to the viewer', async () => {
  const [viewer, post] = [person(), await newPost()];
  value(await likePost(house.deps, person(), post.id));
  const events = house.as(viewer).subscribe(changed, { id: post.id });
  expect(await events.next()).toEqual({ id: post.id, likeCount: 1, commentCount: 0, viewerHasLiked: false });
  value(await likePost(house.deps, viewer, post.id));
  expect(await events.next()).toEqual({ id: post.id, likeCount: 2, commentCount: 0, viewerHasLiked: true });
  value(await unlikePost(house.deps, viewer, post.id));
  value(await createComment(house.deps, viewer, { postId: post.id, text: 'Nice' }));
  expect(await until(events, 1, 1)).toMatchObject({ viewerHasLiked: false });
  await events.stop();
});

test('a burst of changes is told as few states, the last of which is the present one', async () => {
  const post = await newPost();
  const events = house.anonymous.subscribe(changed, { id: post.id });
  await events.next();
  await Promise.all(Array.from({ length: 40 }, () => likePost(house.deps, person(), post.id)));
  let states = 1;
  while ((await events.next()).likeCount < 40) states += 1;
  expect(states).toBeLessThan(40);
  await events.stop();
});

test('everyone who watches is told, each with what they may see', async () => {
  const [author, follower, stranger] = [person(), person(), person()];
  const post = await newPost(author, 'FOLLOWERS');
  await house.follow(follower, author);
  const [own, followed] = [author, follower].map((who) => house.as(who).subscribe(changed, { id: post.id }));
  await Promise.all([own?.next(), followed?.next()]);
  value(await likePost(house.deps, follower, post.id));
  expect(await own?.next()).toMatchObject({ likeCount: 1, viewerHasLiked: false });
  expect(await followed?.next()).toMatchObject({ likeCount: 1, viewerHasLiked: true });
  await expect(house.as(stranger).subscribe(changed, { id: post.id }).next()).rejects.toThrow('NOT_FOUND');
});

test.each([changed, comments])('ends when the post is deleted: %s', async (query) => {
  const post = await newPost();
  const events = house.as(person()).subscribe(query, { id: post.id, ...(query === comments && { after: fromTheFirst(post.id) }) });
  // Not before it has begun, or it would be refused at once.
  value(await createComment(house.deps, person(), { postId: post.id, text: 'Nice' }));
  await events.next();
  value(await deletePost(house.deps, post.authorId, post.id));
  await expect(drain(events)).rejects.toThrow('NOT_FOUND');
  await expect(events.next()).rejects.toThrow('ended');
});

test.each([changed, comments])('ends when the viewer no longer follows an author who writes for followers: %s', async (query) => {
  const [author, follower] = [person(), person()];
  const post = await newPost(author, 'FOLLOWERS');
  await house.follow(follower, author);
  const events = house.as(follower).subscribe(query, { id: post.id, ...(query === comments && { after: fromTheFirst(post.id) }) });
  value(await createComment(house.deps, author, { postId: post.id, text: 'Nice' }));
  await events.next();
  const ended = {
    id: newId('evt'),
    name: followChanged.name,
    version: followChanged.version,
    payload: { followerId: follower, followeeId: author, following: false, version: 99_999, changedAt: new Date().toISOString() },
    requestId: 'a-test-request',
    occurredAt: new Date(),
  };
  await apply([ended], house.deps.transact, new Map([[onFollowChanged.event.name, onFollowChanged]]), house.deps);
  await expect(drain(events)).rejects.toThrow('NOT_FOUND');
});
