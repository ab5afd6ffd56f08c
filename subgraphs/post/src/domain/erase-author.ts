import type { Deps } from '../deps';
import { removeComment } from './delete-comment';
import { deletePost } from './delete-post';
import { takeReactionBack } from './reactions/change-reactions';
import { takeRepostBack } from './reposts/change-repost';

const chunk = 100;

type Erasing = Pick<Deps, 'db' | 'transact' | 'clock' | 'pubsub'>;

/**
 * Erases whatever deleted accounts have left: posts, comments, reactions, reposts, one after the other as if they had done it themselves, so that
 * counters and other services follow; then the words that are kept of what is deleted. What an end of the process leaves is done in the next round.
 */
export async function eraseDeleted(deps: Erasing): Promise<void> {
  const due = await deps.db.account.findMany({ where: { status: 'DELETED', erased: false }, select: { userId: true }, take: chunk });
  for (const { userId } of due) {
    while (await erasePosts(deps, userId));
    while (await eraseComments(deps, userId));
    while (await eraseReactions(deps, userId));
    while (await eraseReposts(deps, userId));
    await eraseWords(deps, userId);
  }
}

async function erasePosts(deps: Erasing, authorId: string): Promise<boolean> {
  const posts = await deps.db.post.findMany({ where: { authorId, deletedAt: null }, select: { id: true }, take: chunk });
  for (const { id } of posts) await deletePost(deps, authorId, id);
  return posts.length === chunk;
}

async function eraseComments(deps: Erasing, authorId: string): Promise<boolean> {
  const comments = await deps.db.comment.findMany({ where: { authorId, deletedAt: null }, select: { id: true, postId: true }, take: chunk });
  for (const { id, postId } of comments) {
    await deps.transact(async (unit) => {
      const [post] = await unit.tx.$queryRaw<{ id: string; lastCommentPosition: bigint }[]>`
        SELECT id, last_comment_position AS "lastCommentPosition" FROM post WHERE id = ${postId} FOR NO KEY UPDATE`;
      if (post) await removeComment(unit, deps, id, post);
    });
  }
  return comments.length === chunk;
}

async function eraseReactions(deps: Erasing, actorId: string): Promise<boolean> {
  const reactions = await deps.db.reaction.findMany({ where: { actorId, kind: { not: null } }, select: { subjectId: true }, take: chunk });
  for (const { subjectId } of reactions) {
    await deps.transact((unit) => takeReactionBack(unit, deps.pubsub, { subjectId, actorId, at: deps.clock.now() }));
  }
  return reactions.length === chunk;
}

async function eraseReposts(deps: Erasing, actorId: string): Promise<boolean> {
  const reposts = await deps.db.repost.findMany({ where: { actorId, active: true }, select: { postId: true }, take: chunk });
  for (const { postId } of reposts) await deps.transact((unit) => takeRepostBack(unit, deps.pubsub, postId, actorId));
  return reposts.length === chunk;
}

/** Deleted rows stay for their versions and places, without anything that was said. */
const eraseWords = ({ transact }: Erasing, authorId: string): Promise<void> =>
  transact(async ({ tx }) => {
    await tx.postRevision.deleteMany({ where: { post: { authorId } } });
    await tx.postHashtag.deleteMany({ where: { post: { authorId } } });
    const none = { text: '', facets: [] };
    await tx.post.updateMany({ where: { authorId }, data: { ...none, mediaIds: [], altTexts: [], contentWarning: null, language: null } });
    await tx.comment.updateMany({ where: { authorId }, data: none });
    await tx.bookmark.deleteMany({ where: { actorId: authorId } });
    await tx.handle.deleteMany({ where: { userId: authorId } });
    await tx.readyMedia.deleteMany({ where: { ownerId: authorId } });
    await tx.follow.deleteMany({ where: { active: false, OR: [{ followerId: authorId }, { followeeId: authorId }] } });
    await tx.account.update({ where: { userId: authorId }, data: { erased: true } });
  });
