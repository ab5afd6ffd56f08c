import { commentCreated, commentDeleted, likeChanged, postDeleted } from '@ejazz/events/post';
import { followChanged } from '@ejazz/events/user';
import { newId } from '@ejazz/platform/ids/id';
import { heard } from './notification-service';

const now = () => new Date().toISOString();

export const follows = (followerId: string, followeeId: string, version = 1, following = true) =>
  heard(followChanged, { followerId, followeeId, following, version, changedAt: now() });

export interface Post {
  readonly postId: string;
  readonly postAuthorId: string;
}

export const postOf = (postAuthorId: string): Post => ({ postId: newId('pst'), postAuthorId });

export const likes = (actorId: string, post: Post, version = 1, liked = true) =>
  heard(likeChanged, { ...post, actorId, liked, version, changedAt: now() });

export const comments = (actorId: string, post: Post, commentId = newId('cmt')) =>
  heard(commentCreated, { ...post, commentId, actorId, createdAt: now() });

export const uncomments = ({ postId }: Post, commentId: string) => heard(commentDeleted, { commentId, postId });

export const deletes = ({ postId, postAuthorId }: Post) => heard(postDeleted, { postId, authorId: postAuthorId, version: 99 });
