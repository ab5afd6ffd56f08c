import { commentCreated, commentDeleted, likeChanged, postDeleted, postPublished } from '@ejazz/events/post';
import { restatement } from '@ejazz/platform/outbox/restate';
import type { PostVisibility } from './generated/prisma/client';

interface PostRow {
  readonly postId: string;
  readonly authorId: string;
  readonly visibility: PostVisibility;
  readonly mediaIds: string[];
  readonly version: number;
  readonly createdAt: Date;
  readonly deleted: boolean;
}

interface LikeRow {
  readonly postId: string;
  readonly postAuthorId: string;
  readonly actorId: string;
  readonly liked: boolean;
  readonly version: number;
  readonly likedAt: Date;
}

interface CommentRow {
  readonly commentId: string;
  readonly postId: string;
  readonly postAuthorId: string;
  readonly actorId: string;
  readonly createdAt: Date;
  readonly deleted: boolean;
}

/** What this service tells others, as it is now. Of a deleted post nothing but its deletion: that covers its likes and comments. */
export const restatements = [
  restatement<PostRow>(
    'posts',
    `SELECT id AS "postId", author_id AS "authorId", visibility, media_ids AS "mediaIds", version, created_at AS "createdAt",
            deleted_at IS NOT NULL AS deleted
     FROM post WHERE $2::text IS NULL OR id > $2::text ORDER BY id LIMIT $1`,
    ({ postId }) => [postId],
    ({ emit }, { postId, authorId, version, deleted, visibility, mediaIds, createdAt }) =>
      deleted
        ? emit(postDeleted, { postId, authorId, version })
        : emit(postPublished, { postId, authorId, version, visibility, mediaIds, createdAt: createdAt.toISOString() }),
  ),
  restatement<LikeRow>(
    'likes',
    `SELECT l.post_id AS "postId", p.author_id AS "postAuthorId", l.actor_id AS "actorId", l.active AS liked, l.version, l.liked_at AS "likedAt"
     FROM post_like l JOIN post p ON p.id = l.post_id
     WHERE p.deleted_at IS NULL AND ($2::text IS NULL OR (l.post_id, l.actor_id) > ($2::text, $3::text))
     ORDER BY l.post_id, l.actor_id LIMIT $1`,
    ({ postId, actorId }) => [postId, actorId],
    ({ emit }, { likedAt, ...like }) => emit(likeChanged, { ...like, changedAt: likedAt.toISOString() }),
  ),
  restatement<CommentRow>(
    'comments',
    `SELECT c.id AS "commentId", c.post_id AS "postId", p.author_id AS "postAuthorId", c.author_id AS "actorId", c.created_at AS "createdAt",
            c.deleted_at IS NOT NULL AS deleted
     FROM comment c JOIN post p ON p.id = c.post_id
     WHERE p.deleted_at IS NULL AND ($2::text IS NULL OR c.id > $2::text) ORDER BY c.id LIMIT $1`,
    ({ commentId }) => [commentId],
    ({ emit }, { deleted, createdAt, ...comment }) =>
      deleted
        ? emit(commentDeleted, { commentId: comment.commentId, postId: comment.postId })
        : emit(commentCreated, { ...comment, createdAt: createdAt.toISOString() }),
  ),
];
