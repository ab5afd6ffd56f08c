import type { Tx } from '../deps';
import { Prisma } from '../generated/prisma/client';

/** Counts new comments at those that they answer, which may be as new. Their posts are held. */
export async function countReplies(tx: Tx, added: readonly { readonly belowId: string; readonly postId: string }[]): Promise<void> {
  const answered = added.filter(({ belowId, postId }) => belowId !== postId).map(({ belowId }) => belowId);
  if (answered.length === 0) return;
  await tx.$executeRaw`
    UPDATE comment SET reply_count = reply_count + replies.count
    FROM (SELECT id, count(*)::int AS count FROM unnest(${answered}::text[]) AS id GROUP BY id) AS replies
    WHERE comment.id = replies.id`;
}

/**
 * A comment that is about to be deleted vanishes where nobody has answered it, and with it whatever deleted comments above it were
 * shown for its sake alone; each is taken off the count of what it stands below. Where somebody has, its place stays.
 */
export const vanishing = (commentId: string): Prisma.Sql => Prisma.sql`
  vanishing AS (
    SELECT id, below_id FROM comment WHERE id = ${commentId} AND deleted_at IS NULL AND reply_count = 0
    UNION ALL
    SELECT above.id, above.below_id FROM vanishing JOIN comment AS above ON above.id = vanishing.below_id
    WHERE above.deleted_at IS NOT NULL AND above.reply_count = 1
  ), uncounted AS (
    UPDATE comment SET reply_count = reply_count - 1 FROM vanishing WHERE comment.id = vanishing.below_id
  )`;
