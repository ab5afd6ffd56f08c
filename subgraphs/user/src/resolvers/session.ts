import { refreshSession } from '../domain/refresh';
import { endSession } from '../domain/session';
import { signIn } from '../domain/sign-in';
import { signUp } from '../domain/sign-up';
import type { SubgraphResolvers } from '../generated/graphql';

type Mutations = Pick<SubgraphResolvers['Mutation'], 'signUp' | 'signIn' | 'refreshSession' | 'signOut'>;

export const sessionMutations: Mutations = {
  signUp: async (_root, { input }, { deps }) => {
    const { value, userErrors } = await signUp(deps, input);
    return { viewer: value && { id: value.userId }, tokens: value?.tokens ?? null, userErrors };
  },
  signIn: async (_root, { input }, { deps }) => {
    const { value, userErrors } = await signIn(deps, input.login, input.password);
    return { viewer: value && { id: value.userId }, tokens: value?.tokens ?? null, userErrors };
  },
  refreshSession: async (_root, { input }, { deps }) => {
    const { value: tokens, userErrors } = await refreshSession(deps, input.refreshToken);
    return { tokens, userErrors };
  },
  signOut: async (_root, _args, { deps, viewer }) => ({ ended: viewer.sessionId ? await endSession(deps, viewer.sessionId) : false }),
};
