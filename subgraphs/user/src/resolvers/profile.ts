import { signedIn } from '@ejazz/platform/viewer/viewer';
import { updateProfile } from '../domain/update-profile';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

export const profileMutations: Pick<SubgraphResolvers['Mutation'], 'updateProfile'> = {
  updateProfile: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value: user, userErrors } = await updateProfile(deps, signedIn(viewer), input);
    forget(loaders);
    return { user, userErrors };
  },
};
