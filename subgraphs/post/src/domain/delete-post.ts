import { postDeleted } from '@ejazz/events/post';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../deps';
import { hintPosts } from './live-channels';
import { noSuchPost } from './no-such-post';
import { countQuotes } from './quotes';
import { holdVisiblePost } from './visibility';

/** Deletes a post of one's own; its comments and likes become invisible with it. */
export function deletePost(
  { transact, clock, pubsub }: Pick<Deps, 'transact' | 'clock' | 'pubsub'>,
  actorId: string,
  postId: string,
): Promise<Outcome<string, 'POST_NOT_FOUND' | 'NOT_AUTHOR'>> {
  return transact(async ({ tx, emit, afterCommit }) => {
    const post = await holdVisiblePost(tx, actorId, postId);
    if (!post) return refused(noSuchPost(['id']));
    if (post.authorId !== actorId) return refused(userError('NOT_AUTHOR' as const, ['id'], 'This post is not yours.'));
    const { version } = await tx.post.update({
      where: { id: postId },
      data: { deletedAt: clock.now(), version: { increment: 1 } },
      select: { version: true },
    });
    await countQuotes({ tx, afterCommit }, pubsub, [post.quotedPostId], -1);
    emit(postDeleted, { postId, authorId: post.authorId, version });
    afterCommit(() => hintPosts(pubsub, [postId]));
    return done(postId);
  });
}
