import { signedIn } from '@ejazz/platform/viewer/viewer';
import { followUser, unfollowUser } from '../domain/follow';
import { updateProfile } from '../domain/update-profile';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

type Mutations = Pick<SubgraphResolvers['Mutation'], 'updateProfile' | 'followUser' | 'unfollowUser'>;

export const profileMutations: Mutations = {
  updateProfile: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value: user, userErrors } = await updateProfile(deps, signedIn(viewer), input);
    forget(loaders);
    return { user, userErrors };
  },
  followUser: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: user, userErrors } = await followUser(deps, signedIn(viewer), id);
    forget(loaders);
    return { user, userErrors };
  },
  unfollowUser: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: user, userErrors } = await unfollowUser(deps, signedIn(viewer), id);
    forget(loaders);
    return { user, userErrors };
  },
};
