import { Prisma } from '../generated/prisma/client';

const reactionColumns = (table: string) =>
  Prisma.raw(['like', 'love', 'laugh', 'wow', 'sad', 'angry', 'reaction'].map((name) => `${table}.${name}_count AS "${name}Count"`).join(', '));

/** What statements of our own read of a row, named as Prisma names it. */
export const postColumns = Prisma.sql`post.id, post.author_id AS "authorId", post.text, post.facets, post.visibility, post.quoted_post_id AS "quotedPostId", post.mentioned_ids AS "mentionedIds",
  post.quoted_author_id AS "quotedAuthorId", post.repost_count AS "repostCount", post.quote_count AS "quoteCount", post.media_ids AS "mediaIds",
  post.alt_texts AS "altTexts", post.content_warning AS "contentWarning", post.language, ${reactionColumns('post')},
  post.comment_count AS "commentCount", post.last_comment_position AS "lastCommentPosition", post.version, post.created_at AS "createdAt",
  post.edited_at AS "editedAt", post.deleted_at AS "deletedAt"`;

export const commentColumns = Prisma.sql`comment.id, comment.post_id AS "postId", comment.below_id AS "belowId", comment.mentioned_ids AS "mentionedIds", comment.reply_count AS "replyCount", comment.author_id AS "authorId", comment.text, comment.facets, ${reactionColumns('comment')},
  comment.created_at AS "createdAt", comment.deleted_at AS "deletedAt", comment.position, comment.deleted_position AS "deletedPosition",
  comment.client_request_id AS "clientRequestId"`;

export const revisionColumns = Prisma.sql`revision.post_id AS "postId", revision.version, revision.text, revision.facets, revision.content_warning AS "contentWarning",
  revision.language, revision.media_ids AS "mediaIds", revision.alt_texts AS "altTexts", revision.visibility, revision.written_at AS "writtenAt"`;
