import { commentCreated, commentDeleted, peopleNamed, postDeleted, reactionChanged, repostChanged } from '@ejazz/events/post';
import { restatement } from '@ejazz/platform/outbox/restate';
import { tellPublished } from './domain/create-post';
import type { Post, PostVisibility, ReactionKind } from './generated/prisma/client';

interface PostRow {
  readonly postId: string;
  readonly authorId: string;
  readonly visibility: PostVisibility;
  readonly mediaIds: string[];
  readonly language: string | null;
  readonly facets: Post['facets'];
  readonly version: number;
  readonly createdAt: Date;
  readonly deleted: boolean;
}

interface ReactionRow {
  readonly subjectId: string;
  readonly subjectAuthorId: string;
  readonly postId: string;
  readonly commentId: string | null;
  readonly actorId: string;
  readonly kind: ReactionKind | null;
  readonly version: number;
  readonly reactedAt: Date;
}

interface NamingRow {
  readonly postId: string;
  readonly authorId: string;
  readonly mentionedIds: string[];
  readonly quotedAuthorId: string | null;
  readonly version: number;
  readonly writtenAt: Date;
}

interface RepostRow {
  readonly postId: string;
  readonly postAuthorId: string;
  readonly actorId: string;
  readonly reposted: boolean;
  readonly version: number;
  readonly repostedAt: Date;
}

interface CommentRow {
  readonly commentId: string;
  readonly postId: string;
  readonly postAuthorId: string;
  readonly parentId: string | null;
  readonly parentAuthorId: string | null;
  readonly mentionedIds: string[];
  readonly actorId: string;
  readonly createdAt: Date;
  readonly deleted: boolean;
}

/** What this service tells others, as it is now. Of a deleted post nothing but its deletion: that covers what people said to it. */
export const restatements = [
  restatement<PostRow>(
    'posts',
    `SELECT id AS "postId", author_id AS "authorId", visibility, media_ids AS "mediaIds", language, facets, version,
            created_at AS "createdAt", deleted_at IS NOT NULL AS deleted
     FROM post WHERE $2::text IS NULL OR id > $2::text ORDER BY id LIMIT $1`,
    ({ postId }) => [postId],
    ({ emit }, { postId, deleted, ...post }) =>
      deleted ? emit(postDeleted, { postId, authorId: post.authorId, version: post.version }) : tellPublished(emit, { id: postId, ...post }),
  ),
  restatement<ReactionRow>(
    'reactions',
    `SELECT r.subject_id AS "subjectId", coalesce(c.author_id, p.author_id) AS "subjectAuthorId", p.id AS "postId", c.id AS "commentId",
            r.actor_id AS "actorId", r.kind, r.version, r.reacted_at AS "reactedAt"
     FROM reaction r LEFT JOIN comment c ON c.id = r.subject_id JOIN post p ON p.id = coalesce(c.post_id, r.subject_id)
     WHERE p.deleted_at IS NULL AND c.deleted_at IS NULL AND ($2::text IS NULL OR (r.subject_id, r.actor_id) > ($2::text, $3::text))
     ORDER BY r.subject_id, r.actor_id LIMIT $1`,
    ({ subjectId, actorId }) => [subjectId, actorId],
    ({ emit }, { reactedAt, ...reaction }) => emit(reactionChanged, { ...reaction, changedAt: reactedAt.toISOString() }),
  ),
  restatement<NamingRow>(
    'people named',
    `SELECT id AS "postId", author_id AS "authorId", mentioned_ids AS "mentionedIds", quoted_author_id AS "quotedAuthorId", version,
            coalesce(edited_at, created_at) AS "writtenAt"
     FROM post WHERE deleted_at IS NULL AND (version > 1 OR mentioned_ids <> '{}' OR quoted_author_id IS NOT NULL)
       AND ($2::text IS NULL OR id > $2::text) ORDER BY id LIMIT $1`,
    ({ postId }) => [postId],
    ({ emit }, { writtenAt, ...post }) => emit(peopleNamed, { ...post, occurredAt: writtenAt.toISOString() }),
  ),
  restatement<RepostRow>(
    'reposts',
    `SELECT r.post_id AS "postId", p.author_id AS "postAuthorId", r.actor_id AS "actorId", r.active AS reposted, r.version, r.reposted_at AS "repostedAt"
     FROM repost r JOIN post p ON p.id = r.post_id
     WHERE p.deleted_at IS NULL AND ($2::text IS NULL OR (r.post_id, r.actor_id) > ($2::text, $3::text))
     ORDER BY r.post_id, r.actor_id LIMIT $1`,
    ({ postId, actorId }) => [postId, actorId],
    ({ emit }, { repostedAt, ...repost }) => emit(repostChanged, { ...repost, repostedAt: repostedAt.toISOString() }),
  ),
  restatement<CommentRow>(
    'comments',
    `SELECT c.id AS "commentId", c.post_id AS "postId", p.author_id AS "postAuthorId", parent.id AS "parentId", parent.author_id AS "parentAuthorId", c.mentioned_ids AS "mentionedIds",
            c.author_id AS "actorId", c.created_at AS "createdAt", c.deleted_at IS NOT NULL AS deleted
     FROM comment c JOIN post p ON p.id = c.post_id LEFT JOIN comment parent ON parent.id = c.below_id
     WHERE p.deleted_at IS NULL AND ($2::text IS NULL OR c.id > $2::text) ORDER BY c.id LIMIT $1`,
    ({ commentId }) => [commentId],
    ({ emit }, { deleted, createdAt, ...comment }) =>
      deleted
        ? emit(commentDeleted, { commentId: comment.commentId, postId: comment.postId })
        : emit(commentCreated, { ...comment, createdAt: createdAt.toISOString() }),
  ),
];
