import { commentCreated, commentDeleted, postDeleted, reactionChanged } from '@ejazz/events/post';
import { accountChanged, blockChanged, followChanged, followRequestChanged, friendshipChanged, muteChanged } from '@ejazz/events/user';
import { newId } from '@ejazz/platform/ids/id';
import { heard } from '@ejazz/testing/heard';

const now = () => new Date().toISOString();

export const follows = (followerId: string, followeeId: string, version = 1, following = true) =>
  heard(followChanged, { followerId, followeeId, following, version, changedAt: now() });

export const requests = (followerId: string, followeeId: string, status: 'PENDING' | 'APPROVED' | 'ENDED', version = 1) =>
  heard(followRequestChanged, { followerId, followeeId, status, version, changedAt: now() });

export const befriends = (requesterId: string, addresseeId: string, status: 'REQUESTED' | 'FRIENDS' | 'ENDED', version = 1) =>
  heard(friendshipChanged, { requesterId, addresseeId, status, version, changedAt: now() });

export const blocks = (blockerId: string, blockedId: string, version = 1, blocking = true) =>
  heard(blockChanged, { blockerId, blockedId, blocking, version });

export const mutes = (muterId: string, mutedId: string, { until = null as Date | null, notifications = true, version = 1, muting = true } = {}) =>
  heard(muteChanged, { muterId, mutedId, muting, until: until?.toISOString() ?? null, notifications, version });

export const account = (userId: string, status: 'ACTIVE' | 'DEACTIVATED' | 'DELETED', version = 1) =>
  heard(accountChanged, { userId, status, isPrivate: false, defaultPostVisibility: 'PUBLIC', version });

export interface Post {
  readonly postId: string;
  readonly postAuthorId: string;
}

export const postOf = (postAuthorId: string): Post => ({ postId: newId('pst'), postAuthorId });

export const likes = (actorId: string, post: Post, version = 1, liked = true) =>
  heard(reactionChanged, {
    subjectId: post.postId,
    subjectAuthorId: post.postAuthorId,
    postId: post.postId,
    commentId: null,
    actorId,
    kind: liked ? 'LIKE' : null,
    version,
    changedAt: now(),
  });

export const comments = (actorId: string, post: Post, commentId = newId('cmt')) =>
  heard(commentCreated, { ...post, commentId, parentId: null, parentAuthorId: null, mentionedIds: [], actorId, createdAt: now() });

export const uncomments = ({ postId }: Post, commentId: string) => heard(commentDeleted, { commentId, postId });

export const deletes = ({ postId, postAuthorId }: Post) => heard(postDeleted, { postId, authorId: postAuthorId, version: 99 });
