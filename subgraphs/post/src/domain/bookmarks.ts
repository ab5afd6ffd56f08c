import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx } from '../deps';
import { type Post, Prisma } from '../generated/prisma/client';
import { postColumns } from './columns';
import { noSuchPost } from './no-such-post';
import { type Keyset, type Page, readPlace } from './page';
import { visiblePost, visibleTo } from './visibility';

type Marking = Pick<Deps, 'transact' | 'clock'>;

/** Keeps a post for oneself; doing so again changes nothing, not even its place in the list. Nobody is told. */
export function createBookmark({ transact, clock }: Marking, actorId: string, postId: string): Promise<Outcome<Post, 'POST_NOT_FOUND'>> {
  return transact(async ({ tx }) => {
    const post = await visiblePost(tx, actorId, postId);
    if (!post) return refused(noSuchPost(['postId']));
    await tx.bookmark.createMany({ data: { actorId, postId, bookmarkedAt: clock.now() }, skipDuplicates: true });
    return done(post);
  });
}

/** Keeps it no longer; doing so again changes nothing, and what can no longer be seen can be let go of. */
export function deleteBookmark({ transact }: Marking, actorId: string, postId: string): Promise<Outcome<Post | undefined, 'POST_NOT_FOUND'>> {
  return transact(async ({ tx }) => {
    const { count } = await tx.bookmark.deleteMany({ where: { actorId, postId } });
    const post = await visiblePost(tx, actorId, postId);
    return post || count > 0 ? done(post) : refused(noSuchPost(['postId']));
  });
}

export type BookmarkedPost = Post & { readonly actorId: string; readonly bookmarkedAt: Date };

export const bookmarkKeyset = ({ actorId, bookmarkedAt, id }: BookmarkedPost): Keyset => ['bookmarks', actorId, bookmarkedAt.getTime(), id];

/** Up to `first` + 1 posts that a person has kept and may still see, latest kept first. */
export function bookmarksOf(db: Tx, actorId: string, page: Page): Promise<BookmarkedPost[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (bookmark.bookmarked_at, bookmark.post_id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<BookmarkedPost[]>`
    SELECT ${postColumns}, bookmark.actor_id AS "actorId", bookmark.bookmarked_at AS "bookmarkedAt"
    FROM bookmark JOIN post ON post.id = bookmark.post_id
    WHERE bookmark.actor_id = ${actorId} AND ${visibleTo(actorId)} ${beyond}
    ORDER BY bookmark.bookmarked_at DESC, bookmark.post_id DESC
    LIMIT ${page.first + 1}`;
}
