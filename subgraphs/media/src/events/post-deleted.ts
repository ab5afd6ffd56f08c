import { postDeleted } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { reviewLater } from '../domain/review-media';

/** Nobody sees the pictures of a deleted post for its sake. It is remembered, because its publication may be told later. */
export const onPostDeleted = defineHandler<typeof postDeleted, Tx, Deps>(postDeleted, async (events, { tx, deps }) => {
  const posts = JSON.stringify(events.map(({ payload }) => payload));
  await tx.$executeRaw`
    INSERT INTO post (id, author_id, visibility, version)
    SELECT DISTINCT ON ("postId") "postId", "authorId", NULL::post_visibility, version
    FROM jsonb_to_recordset(${posts}::jsonb) AS told ("postId" text, "authorId" text, version int)
    ORDER BY "postId", version DESC
    ON CONFLICT (id) DO UPDATE SET visibility = NULL, version = greatest(post.version, excluded.version)`;
  const postIds = events.map(({ payload }) => payload.postId);
  await reviewLater(deps, tx, { postIds });
  await tx.attachment.deleteMany({ where: { postId: { in: postIds } } });
});
