import { commentDeleted } from '@ejazz/events/post';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Unit } from '../deps';
import type { Post } from '../generated/prisma/client';
import { hintPosts } from './live-channels';
import { vanishing } from './reply-counts';
import { holdVisiblePost, visibleComment, visiblePost } from './visibility';

/** Whether a person may delete a comment: one's own, and any below a post of one's own. */
export const mayDeleteComment = (actorId: string | undefined, comment: { authorId: string }, post: { authorId: string }): boolean =>
  actorId !== undefined && (actorId === comment.authorId || actorId === post.authorId);

export interface DeletedComment {
  readonly commentId: string;
  readonly post: Post | undefined;
}

type DeleteCommentCode = 'COMMENT_NOT_FOUND' | 'NOT_AUTHOR';

export function deleteComment(
  { transact, clock, pubsub }: Pick<Deps, 'transact' | 'clock' | 'pubsub'>,
  actorId: string,
  commentId: string,
): Promise<Outcome<DeletedComment, DeleteCommentCode>> {
  return transact(async (unit) => {
    const comment = await visibleComment(unit.tx, actorId, commentId);
    const post = comment && (await holdVisiblePost(unit.tx, actorId, comment.postId));
    if (!post) return refused(noSuchComment());
    if (!mayDeleteComment(actorId, comment, post))
      return refused(userError('NOT_AUTHOR' as const, ['id'], 'Neither the comment nor the post is yours.'));
    if (!(await removeComment(unit, { clock, pubsub }, commentId, post))) return refused(noSuchComment());
    return done({ commentId, post: await visiblePost(unit.tx, actorId, post.id) });
  });
}

/** Removes a comment below a post that is held; whether it was there. */
export async function removeComment(
  { tx, emit, afterCommit }: Unit,
  { clock, pubsub }: Pick<Deps, 'clock' | 'pubsub'>,
  commentId: string,
  post: Pick<Post, 'id' | 'lastCommentPosition'>,
): Promise<boolean> {
  const position = post.lastCommentPosition + 1n;
  const deleted = await tx.$executeRaw`
    WITH RECURSIVE ${vanishing(commentId)}, gone AS (
      UPDATE comment SET deleted_at = ${clock.now()}, deleted_position = ${position} WHERE id = ${commentId} AND deleted_at IS NULL RETURNING id
    )
    UPDATE post SET comment_count = comment_count - 1, last_comment_position = ${position} FROM gone WHERE post.id = ${post.id}`;
  if (deleted === 0) return false;
  emit(commentDeleted, { commentId, postId: post.id });
  afterCommit(() => hintPosts(pubsub, [post.id]));
  return true;
}

const noSuchComment = () => userError('COMMENT_NOT_FOUND' as const, ['id'], 'There is no such comment.');
