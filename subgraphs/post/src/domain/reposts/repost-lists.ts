import type { Tx } from '../../deps';
import { type Post, Prisma } from '../../generated/prisma/client';
import { postColumns } from '../columns';
import { type Keyset, type Page, readPlace } from '../page';
import { repostVisibleTo, type ViewerId, visibleTo } from '../visibility';

export interface RepostRow {
  readonly postId: string;
  readonly actorId: string;
  readonly repostedAt: Date;
}

export const repostKeyset = ({ postId, repostedAt, actorId }: RepostRow): Keyset => ['reposts', postId, repostedAt.getTime(), actorId];

/** Up to `first` + 1 reposts of each post that the viewer may see, latest first, in one statement. */
export function repostsOf(db: Tx, viewerId: ViewerId, postIds: readonly string[], page: Page): Promise<RepostRow[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (reposted_at, actor_id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<RepostRow[]>`
    SELECT page.* FROM post
    CROSS JOIN LATERAL (
      SELECT post_id AS "postId", actor_id AS "actorId", reposted_at AS "repostedAt" FROM repost
      WHERE repost.post_id = post.id AND ${repostVisibleTo(viewerId)} ${beyond}
      ORDER BY reposted_at DESC, actor_id DESC
      LIMIT ${page.first + 1}
    ) AS page
    WHERE post.id = ANY(${postIds}::text[]) AND ${visibleTo(viewerId)}
    ORDER BY page."repostedAt" DESC, page."actorId" DESC`;
}

export const quoteKeyset = ({ quotedPostId, createdAt, id }: Post): Keyset => ['quotes', quotedPostId ?? '', createdAt.getTime(), id];

/** Up to `first` + 1 posts that quote each of the posts and that the viewer may see, latest first, in one statement. */
export function quotesOf(db: Tx, viewerId: ViewerId, postIds: readonly string[], page: Page): Promise<Post[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (post.created_at, post.id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<Post[]>`
    SELECT page.* FROM unnest(${postIds}::text[]) AS quoted (id)
    CROSS JOIN LATERAL (
      SELECT ${postColumns} FROM post
      WHERE post.quoted_post_id = quoted.id AND ${visibleTo(viewerId)} ${beyond}
      ORDER BY post.created_at DESC, post.id DESC
      LIMIT ${page.first + 1}
    ) AS page
    ORDER BY page."createdAt" DESC, page.id DESC`;
}
