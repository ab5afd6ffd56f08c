import { oneByKey, pagesByParent } from '@ejazz/platform/loader/batch';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import type { Deps } from './deps';
import { type CommentPage, commentsBelow } from './domain/comment-lists';
import { hashtagPosts } from './domain/hashtag-lists';
import { countPostsOf, postsOf } from './domain/post-lists';
import { type ReactionPage, type ReactionRow, reactionsBy, reactionsTo } from './domain/reactions/reaction-lists';
import { quotesOf, repostsOf } from './domain/reposts/repost-lists';
import { revisionsOf } from './domain/revision-lists';
import { marksBy } from './domain/viewer-marks';
import { type ThreadItem, threadItems, visibleComments, visiblePosts } from './domain/visibility';

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
    viewerReaction: oneByKey(
      (subjectIds) => reactionsBy(db, userId, subjectIds),
      ({ subjectId }) => subjectId,
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
    threadItem: oneByKey(
      (ids) => threadItems(db, userId, ids),
      ({ id }) => id,
    ),
    comments: pagesByParent<ThreadItem, CommentPage>(
      (belowIds, page) => commentsBelow(db, userId, belowIds, page),
      ({ belowId }) => belowId,
    ),
    viewerMarks: oneByKey(
      (postIds) => marksBy(db, userId, postIds),
      ({ postId }) => postId,
    ),
    reposts: pagesByParent(
      (postIds, page) => repostsOf(db, userId, postIds, page),
      ({ postId }) => postId,
    ),
    quotes: pagesByParent(
      (postIds, page) => quotesOf(db, userId, postIds, page),
      ({ quotedPostId }) => quotedPostId ?? '',
    ),
    revisions: pagesByParent(
      (postIds, page) => revisionsOf(db, userId, postIds, page),
      ({ postId }) => postId,
    ),
    reactions: pagesByParent<ReactionRow, ReactionPage>(
      (subjectIds, page) => reactionsTo(db, userId, subjectIds, page),
      ({ subjectId }) => subjectId,
    ),
  };
}

/** After a mutation what was read before it is old: the next mutation of the same request must not see it. */
export function forget(loaders: Loaders): void {
  for (const loader of Object.values(loaders)) loader.clearAll();
}
