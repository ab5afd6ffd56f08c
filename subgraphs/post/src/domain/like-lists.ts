import type { Tx } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { type Keyset, type Page, readPlace } from './page';
import { likeVisibleTo, type ViewerId, visibleTo } from './visibility';

export interface LikeRow {
  readonly postId: string;
  readonly actorId: string;
  readonly likedAt: Date;
}

export const likeKeyset = ({ postId, likedAt, actorId }: LikeRow): Keyset => ['likes', postId, likedAt.getTime(), actorId];

/** Up to `first` + 1 likes of each post that the viewer may see, latest first, in one statement. */
export function likesOf(db: Tx, viewerId: ViewerId, postIds: readonly string[], page: Page): Promise<LikeRow[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (liked_at, actor_id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<LikeRow[]>`
    SELECT page.* FROM post
    CROSS JOIN LATERAL (
      SELECT post_id AS "postId", actor_id AS "actorId", liked_at AS "likedAt" FROM post_like
      WHERE post_like.post_id = post.id AND ${likeVisibleTo(viewerId)} ${beyond}
      ORDER BY liked_at DESC, actor_id DESC
      LIMIT ${page.first + 1}
    ) AS page
    WHERE post.id = ANY(${postIds}::text[]) AND ${visibleTo(viewerId)}
    ORDER BY page."likedAt" DESC, page."actorId" DESC`;
}

/** Which of the posts the viewer likes; none for an anonymous visitor, without asking. */
export async function likedBy(db: Tx, viewerId: ViewerId, postIds: readonly string[]): Promise<{ postId: string }[]> {
  if (!viewerId) return [];
  return db.postLike.findMany({ where: { actorId: viewerId, active: true, postId: { in: [...postIds] } }, select: { postId: true } });
}
