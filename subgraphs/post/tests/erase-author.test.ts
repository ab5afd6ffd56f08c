import { accountChanged } from '@ejazz/events/user';
import { createBookmark } from '../src/domain/bookmarks';
import { createComment } from '../src/domain/create-comment';
import { createPost } from '../src/domain/create-post';
import { eraseDeleted } from '../src/domain/erase-author';
import { likePost } from '../src/domain/reactions/react';
import { createRepost } from '../src/domain/reposts/change-repost';
import { type PostHouse, person, startPostService, value } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const account = (
  userId: string,
  status: 'ACTIVE' | 'DEACTIVATED' | 'DELETED',
  version: number,
  defaultPostVisibility: 'PUBLIC' | 'FRIENDS' = 'PUBLIC',
) => house.tell(accountChanged, { userId, status, isPrivate: false, defaultPostVisibility, version });
const secret = 'a word of mine';

test('of a deleted account nothing is left: others keep their things, their counters are the counts, and services are told', async () => {
  const [leaver, other] = [person(), person()];
  const { id: own } = value(await createPost(house.deps, leaver, { text: secret }));
  const { id: kept } = value(await createPost(house.deps, other, { text: 'Stays' }));
  value(await createComment(house.deps, leaver, { postId: kept, text: secret }));
  value(await createComment(house.deps, other, { postId: kept, text: 'Stays' }));
  value(await likePost(house.deps, leaver, kept));
  value(await likePost(house.deps, other, kept));
  value(await createRepost(house.deps, leaver, kept));
  value(await createBookmark(house.deps, leaver, kept));

  await account(leaver, 'DEACTIVATED', 2);
  await eraseDeleted(house.deps);
  expect(await house.deps.db.post.count({ where: { authorId: leaver, deletedAt: null } })).toBe(1);

  await account(leaver, 'DELETED', 3);
  await eraseDeleted(house.deps);
  await eraseDeleted(house.deps);
  const { data } = await house
    .as(other)
    .ask('query($id: ID!) { post(id: $id) { commentCount reactionCount repostCount comments { nodes { ... on Comment { text } } } } }', { id: kept });
  expect(data.post).toEqual({ commentCount: 1, reactionCount: 1, repostCount: 0, comments: { nodes: [{ text: 'Stays' }] } });
  const { db } = house.deps;
  const rest = [await db.post.findMany({ where: { authorId: leaver } }), await db.comment.findMany({ where: { authorId: leaver } })];
  expect(rest.flat()).toHaveLength(2);
  expect(JSON.stringify(rest, (_key, cell: unknown) => (typeof cell === 'bigint' ? String(cell) : cell))).not.toContain(secret);
  expect((await house.told('post.deleted')).filter((payload) => (payload as { postId: string }).postId === own)).toHaveLength(1);
  expect(await db.account.findUnique({ where: { userId: leaver } })).toMatchObject({ erased: true });
});

test('a post of which nothing else is said is for those whom its author has named', async () => {
  const author = person();
  expect(value(await createPost(house.deps, author, { text: 'Hello' })).visibility).toBe('PUBLIC');
  await account(author, 'ACTIVE', 2, 'FRIENDS');
  expect(value(await createPost(house.deps, author, { text: 'Hello' })).visibility).toBe('FRIENDS');
  expect(value(await createPost(house.deps, author, { text: 'Hello', visibility: 'PUBLIC' })).visibility).toBe('PUBLIC');
});
