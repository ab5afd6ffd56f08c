import type { Tx } from '../deps';
import { type Comment, Prisma } from '../generated/prisma/client';
import { commentColumns } from './columns';
import { type Keyset, type Page, readPlace } from './page';
import { commentVisibleTo, type ViewerId, visibleTo } from './visibility';

export const commentKeyset = ({ postId, createdAt, id }: Comment): Keyset => ['comments', postId, createdAt.getTime(), id];

/** Up to `first` + 1 comments of each post that the viewer may see, oldest first, in one statement. */
export function commentsOf(db: Tx, viewerId: ViewerId, postIds: readonly string[], page: Page): Promise<Comment[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (comment.created_at, comment.id) > (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<Comment[]>`
    SELECT page.* FROM post
    CROSS JOIN LATERAL (
      SELECT ${commentColumns} FROM comment
      WHERE comment.post_id = post.id AND ${commentVisibleTo(viewerId)} ${beyond}
      ORDER BY comment.created_at, comment.id
      LIMIT ${page.first + 1}
    ) AS page
    WHERE post.id = ANY(${postIds}::text[]) AND ${visibleTo(viewerId)}
    ORDER BY page."createdAt", page.id`;
}
