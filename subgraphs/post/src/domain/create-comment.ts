import { commentCreated } from '@ejazz/events/post';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps, Unit } from '../deps';
import type { Comment, Post } from '../generated/prisma/client';
import { parseFacets } from './facets/parse-facets';
import { mentionedByComments } from './facets/tell-mentioned';
import { hintPosts } from './live-channels';
import { noSuchPost } from './no-such-post';
import type { Origin } from './origin';
import { checkCommentText, cleanText } from './post-rules';
import { countReplies } from './reply-counts';
import { holdVisiblePost, type ThreadItem, visibleComment, visiblePost } from './visibility';

export interface CommentDraft {
  readonly postId: string;
  /** The comment to answer; absent below the post itself. */
  readonly parentId?: string | null | undefined;
  readonly text: string;
  readonly clientRequestId?: string | null | undefined;
}

export interface CommentedPost {
  /** Absent when the request was sent again after its comment was deleted. */
  readonly comment: ThreadItem | undefined;
  readonly post: Post | undefined;
}

type CreateCommentCode = 'POST_NOT_FOUND' | 'PARENT_NOT_FOUND' | 'TEXT_REQUIRED' | 'TEXT_TOO_LONG' | 'CLIENT_REQUEST_ID_REUSED';

/** Writes a comment under a post. */
export async function createComment(
  { transact, clock, pubsub }: Pick<Deps, 'transact' | 'clock' | 'pubsub'>,
  authorId: string,
  draft: CommentDraft,
  origin: Origin = {},
): Promise<Outcome<CommentedPost, CreateCommentCode>> {
  const { postId, parentId, clientRequestId } = draft;
  const text = cleanText(draft.text);
  const fault = checkCommentText(text);
  if (fault) return refused<CreateCommentCode>(fault);
  return transact(async (unit) => {
    if (!(await holdVisiblePost(unit.tx, authorId, postId))) return refused(noSuchPost(['input', 'postId']));
    const parent = parentId ? await visibleComment(unit.tx, authorId, parentId) : undefined;
    const input = { postId, text, belowId: parentId ?? postId };
    const request = await once(unit.tx, { actorId: authorId, operation: 'createComment', clientRequestId, input }, async () => {
      if (parentId && parent?.postId !== postId) return null;
      // Named and timed while the post is held: whoever reads on from the last comment misses none that was written meanwhile.
      const { id = newId('cmt'), createdAt = clock.now() } = origin;
      await addComments(unit, pubsub, [{ id, authorId, createdAt, clientRequestId, ...input }]);
      return id;
    });
    if (request.kind === 'conflict') return refused(clientRequestIdReused());
    if (request.result === null) return refused(noSuchParent());
    return done({
      comment: await visibleComment(unit.tx, authorId, request.result),
      post: await visiblePost(unit.tx, authorId, postId),
    });
  });
}

const noSuchParent = () => userError('PARENT_NOT_FOUND' as const, ['input', 'parentId'], 'There is no such comment below this post.');

export interface NewComment extends Readonly<Pick<Comment, 'id' | 'postId' | 'authorId' | 'text' | 'createdAt'>> {
  /** The post, when absent. */
  readonly belowId?: string;
  readonly clientRequestId?: string | null | undefined;
}

interface AddedComment {
  readonly id: string;
  readonly postId: string;
  readonly postAuthorId: string;
  readonly belowId: string;
  readonly parentAuthorId: string | null;
  readonly facets: unknown;
  readonly authorId: string;
  readonly createdAt: Date;
}

/**
 * Writes comments, counts them and tells of them, as many as there are in the same statements; those that are there already stay as
 * they are. Their posts are held first: the places they take among the changes to a post's comments commit in their order.
 */
export async function addComments({ tx, emit, afterCommit }: Unit, pubsub: Deps['pubsub'], comments: readonly NewComment[]): Promise<void> {
  const facets = await parseFacets(
    tx,
    comments.map(({ text }) => text),
  );
  const rows = comments.map((comment, index) => ({ belowId: comment.postId, ...comment, facets: facets[index] }));
  const added = await tx.$queryRaw<AddedComment[]>`
    WITH told AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS told ("id" text, "postId" text, "belowId" text, "authorId" text, "text" text, "facets" jsonb, "createdAt" timestamptz, "clientRequestId" text)
    ), held AS (
      SELECT id, author_id, last_comment_position FROM post WHERE id IN (SELECT "postId" FROM told) ORDER BY id FOR NO KEY UPDATE
    ), added AS (
      INSERT INTO comment (id, post_id, below_id, author_id, text, facets, created_at, position, client_request_id)
      SELECT told."id", held.id, "belowId", "authorId", "text", "facets", "createdAt",
        held.last_comment_position + row_number() OVER (PARTITION BY held.id ORDER BY "createdAt", told."id"), "clientRequestId"
      FROM told JOIN held ON held.id = told."postId"
      ON CONFLICT (id) DO NOTHING
      RETURNING id, post_id, below_id, facets, author_id, created_at, position
    ), counted AS (
      UPDATE post SET comment_count = comment_count + new.count, last_comment_position = new.last
      FROM (SELECT post_id, count(*)::int AS count, max(position) AS last FROM added GROUP BY post_id) AS new
      WHERE post.id = new.post_id
    )
    SELECT added.id, added.post_id AS "postId", held.author_id AS "postAuthorId", added.below_id AS "belowId", added.facets, coalesce(parent.author_id, beside.author_id) AS "parentAuthorId",
      added.author_id AS "authorId", added.created_at AS "createdAt"
    FROM added JOIN held ON held.id = added.post_id
      LEFT JOIN comment AS parent ON parent.id = added.below_id LEFT JOIN added AS beside ON beside.id = added.below_id
    ORDER BY added.post_id, added.position`;
  await countReplies(tx, added);
  const mentioned = await mentionedByComments(tx, added);
  for (const { id: commentId, postId, belowId, postAuthorId, parentAuthorId, authorId: actorId, createdAt } of added) {
    const parentId = belowId === postId ? null : belowId;
    emit(commentCreated, {
      commentId,
      postId,
      postAuthorId,
      parentId,
      parentAuthorId,
      mentionedIds: [...(mentioned.get(commentId) ?? [])],
      actorId,
      createdAt: createdAt.toISOString(),
    });
  }
  afterCommit(() =>
    hintPosts(
      pubsub,
      added.map(({ postId }) => postId),
    ),
  );
}
