import { commentCreated } from '@ejazz/events/post';
import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps, Unit } from '../deps';
import type { Comment, Post } from '../generated/prisma/client';
import { noSuchPost } from './no-such-post';
import type { Origin } from './origin';
import { checkCommentText, cleanText } from './post-rules';
import { holdVisiblePost, visibleComment, visiblePost } from './visibility';

export interface CommentDraft {
  readonly postId: string;
  readonly text: string;
  readonly clientRequestId?: string | null | undefined;
}

export interface CommentedPost {
  /** Absent when the request was sent again after its comment was deleted. */
  readonly comment: Comment | undefined;
  readonly post: Post | undefined;
}

type CreateCommentCode = 'POST_NOT_FOUND' | 'TEXT_REQUIRED' | 'TEXT_TOO_LONG' | 'CLIENT_REQUEST_ID_REUSED';

/** Writes a comment under a post. */
export async function createComment(
  { transact, clock }: Pick<Deps, 'transact' | 'clock'>,
  authorId: string,
  draft: CommentDraft,
  origin: Origin = {},
): Promise<Outcome<CommentedPost, CreateCommentCode>> {
  const { postId, clientRequestId } = draft;
  const text = cleanText(draft.text);
  const fault = checkCommentText(text);
  if (fault) return refused<CreateCommentCode>(fault);
  return transact(async (unit) => {
    if (!(await holdVisiblePost(unit.tx, authorId, postId))) return refused(noSuchPost(['input', 'postId']));
    const input = { postId, text };
    const request = await once(unit.tx, { actorId: authorId, operation: 'createComment', clientRequestId, input }, async () => {
      // Named and timed while the post is held: whoever reads on from the last comment misses none that was written meanwhile.
      const { id = newId('cmt'), createdAt = clock.now() } = origin;
      await addComments(unit, [{ id, authorId, createdAt, ...input }]);
      return id;
    });
    if (request.kind === 'conflict') return refused(clientRequestIdReused());
    return done({
      comment: await visibleComment(unit.tx, authorId, request.result),
      post: await visiblePost(unit.tx, authorId, postId),
    });
  });
}

export type NewComment = Readonly<Pick<Comment, 'id' | 'postId' | 'authorId' | 'text' | 'createdAt'>>;

/** Writes comments, counts them and tells of them; those that are there already stay as they are. */
export async function addComments({ tx, emit }: Unit, comments: readonly NewComment[]): Promise<void> {
  const data = comments.map(({ id, postId, authorId, text, createdAt }) => ({ id, postId, authorId, text, createdAt }));
  const added = await tx.comment.createManyAndReturn({ data, skipDuplicates: true, omit: { text: true } });
  const posts = await tx.$queryRaw<{ id: string; authorId: string }[]>`
    UPDATE post SET comment_count = comment_count + added.count
    FROM (SELECT id, count(*)::int AS count FROM unnest(${added.map(({ postId }) => postId)}::text[]) AS commented (id) GROUP BY id) AS added
    WHERE post.id = added.id
    RETURNING post.id, post.author_id AS "authorId"`;
  const authors = new Map(posts.map(({ id, authorId }) => [id, authorId]));
  for (const { id, postId, authorId, createdAt } of added) {
    const postAuthorId = authors.get(postId);
    if (postAuthorId) emit(commentCreated, { commentId: id, postId, postAuthorId, actorId: authorId, createdAt: createdAt.toISOString() });
  }
}
