import { signedIn } from '@ejazz/platform/viewer/viewer';
import { createComment } from '../domain/create-comment';
import { deleteComment, mayDeleteComment } from '../domain/delete-comment';
import { readFacets } from '../domain/facets/facet';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';
import { reactions } from './reaction';
import { thread } from './thread';

export const Comment: SubgraphResolvers['Comment'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.comment.load(id),
  ...thread,
  author: ({ authorId }) => ({ id: authorId }),
  ...reactions,
  viewerCanReply: (_comment, _args, { viewer }) => viewer.userId !== undefined,
  facets: ({ facets }) => [...readFacets(facets)],
  viewerCanDelete: async (comment, _args, { loaders, viewer }) => {
    const post = await loaders.post.load(comment.postId);
    return post !== null && mayDeleteComment(viewer.userId, comment, post);
  },
};

export const commentMutations: Pick<SubgraphResolvers['Mutation'], 'createComment' | 'deleteComment'> = {
  createComment: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await createComment(deps, signedIn(viewer), input);
    forget(loaders);
    return { comment: value?.comment ?? null, post: value?.post ?? null, clientRequestId: input.clientRequestId ?? null, userErrors };
  },
  deleteComment: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await deleteComment(deps, signedIn(viewer), id);
    forget(loaders);
    return { deletedCommentId: value?.commentId ?? null, post: value?.post ?? null, userErrors };
  },
};
