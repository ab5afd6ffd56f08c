import { signedIn } from '@ejazz/platform/viewer/viewer';
import { likePost, unlikePost } from '../domain/like-post';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

export const likeMutations: Pick<SubgraphResolvers['Mutation'], 'likePost' | 'unlikePost'> = {
  likePost: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await likePost(deps, signedIn(viewer), id);
    forget(loaders);
    return { post, userErrors };
  },
  unlikePost: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await unlikePost(deps, signedIn(viewer), id);
    forget(loaders);
    return { post, userErrors };
  },
};
