import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import { commentKeyset } from '../domain/comment-lists';
import { commentCursor } from '../domain/comment-log';
import { createPost } from '../domain/create-post';
import { deletePost } from '../domain/delete-post';
import { likeKeyset } from '../domain/like-lists';
import { checkCursor } from '../domain/page';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

export const Query: SubgraphResolvers['Query'] = {
  post: (_root, { id }, { loaders }) => loaders.post.load(id),
};

export const Post: SubgraphResolvers['Post'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.post.load(id),
  author: ({ authorId }) => ({ id: authorId }),
  media: ({ mediaIds }) => mediaIds.map((id) => ({ id })),
  viewerHasLiked: async ({ id }, _args, { loaders }) => (await loaders.viewerLike.load(id)) !== null,
  viewerCanLike: (_post, _args, { viewer }) => viewer.userId !== undefined,
  viewerCanComment: (_post, _args, { viewer }) => viewer.userId !== undefined,
  viewerCanDelete: ({ authorId }, _args, { viewer }) => viewer.userId === authorId,
  comments: async ({ id, commentCount, lastCommentPosition }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('comments', id, page);
    const comments = await loaders.comments.load({ parentId: id, ...page });
    const liveCursor = commentCursor({ postId: id, position: lastCommentPosition });
    return { ...connection(comments, page, { node: (comment) => comment, keyset: commentKeyset }), totalCount: commentCount, liveCursor };
  },
  likes: async ({ id, likeCount }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('likes', id, page);
    const likes = await loaders.likes.load({ parentId: id, ...page });
    const made = connection(likes, page, { node: ({ actorId }) => ({ id: actorId }), keyset: likeKeyset, extra: ({ likedAt }) => ({ likedAt }) });
    return { ...made, totalCount: likeCount };
  },
};

export const PostConnection: SubgraphResolvers['PostConnection'] = {
  totalCount: async ({ authorId }, _args, { loaders }) => (await loaders.postCount.load(authorId))?.count ?? 0,
};

export const postMutations: Pick<SubgraphResolvers['Mutation'], 'createPost' | 'deletePost'> = {
  createPost: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await createPost(deps, signedIn(viewer), input);
    forget(loaders);
    return { post: value ?? null, clientRequestId: input.clientRequestId ?? null, userErrors };
  },
  deletePost: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: deletedPostId, userErrors } = await deletePost(deps, signedIn(viewer), id);
    forget(loaders);
    return { deletedPostId, userErrors };
  },
};
