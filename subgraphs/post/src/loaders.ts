import { oneByKey, pagesByParent } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { commentsOf } from './domain/comment-lists';
import { hashtagPosts } from './domain/hashtag-lists';
import { likedBy, likesOf } from './domain/like-lists';
import { countPostsOf, postsOf } from './domain/post-lists';
import { revisionsOf } from './domain/revision-lists';
import { visibleComments, visiblePosts } from './domain/visibility';

export type Loaders = ReturnType<typeof createLoaders>;

export function createLoaders({ db }: Pick<Deps, 'db'>, { userId }: Viewer) {
  return {
    post: oneByKey(
      (ids) => visiblePosts(db, userId, ids),
      ({ id }) => id,
    ),
    comment: oneByKey(
      (ids) => visibleComments(db, userId, ids),
      ({ id }) => id,
    ),
    viewerLike: oneByKey(
      (postIds) => likedBy(db, userId, postIds),
      ({ postId }) => postId,
    ),
    postsOf: pagesByParent(
      (authorIds, page) => postsOf(db, userId, authorIds, page),
      ({ authorId }) => authorId,
    ),
    hashtagPosts: pagesByParent(
      (names, page) => hashtagPosts(db, userId, names, page),
      ({ hashtag }) => hashtag,
    ),
    postCount: oneByKey(
      (authorIds) => countPostsOf(db, userId, authorIds),
      ({ authorId }) => authorId,
    ),
    comments: pagesByParent(
      (postIds, page) => commentsOf(db, userId, postIds, page),
      ({ postId }) => postId,
    ),
    revisions: pagesByParent(
      (postIds, page) => revisionsOf(db, userId, postIds, page),
      ({ postId }) => postId,
    ),
    likes: pagesByParent(
      (postIds, page) => likesOf(db, userId, postIds, page),
      ({ postId }) => postId,
    ),
  };
}

/** After a mutation what was read before it is old: the next mutation of the same request must not see it. */
export function forget(loaders: Loaders): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}
