import { postPublished } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { reviewLater } from '../domain/review-media';

/** Remembers who may see a post and which pictures are in it. A deleted post stays deleted, whichever is told first. */
export const onPostPublished = defineHandler<typeof postPublished, Tx, Deps>(postPublished, async (events, { tx, deps }) => {
  const posts = JSON.stringify(events.map(({ payload }) => payload));
  const changed = await tx.$queryRaw<{ id: string; version: number }[]>`
    INSERT INTO post (id, author_id, visibility, version)
    SELECT DISTINCT ON ("postId") "postId", "authorId", visibility, version
    FROM jsonb_to_recordset(${posts}::jsonb) AS told ("postId" text, "authorId" text, visibility post_visibility, version int)
    ORDER BY "postId", version DESC
    ON CONFLICT (id) DO UPDATE SET author_id = excluded.author_id, visibility = excluded.visibility, version = excluded.version
    WHERE post.visibility IS NOT NULL AND post.version < excluded.version
    RETURNING id, version`;
  const versions = new Map(changed.map(({ id, version }) => [id, version]));
  const attachments = events
    .filter(({ payload }) => versions.get(payload.postId) === payload.version)
    .flatMap(({ payload: { postId, mediaIds } }) => mediaIds.map((mediaId) => ({ mediaId, postId })));
  const postIds = [...versions.keys()];
  await reviewLater(deps, tx, { postIds });
  await tx.attachment.deleteMany({ where: { postId: { in: postIds } } });
  await tx.attachment.createMany({ data: attachments, skipDuplicates: true });
});
