import { signedIn } from '@ejazz/platform/viewer/viewer';
import { endOtherSessions, endSession, signOut } from '../domain/session/end-session';
import { refreshSession } from '../domain/session/refresh';
import { signIn } from '../domain/session/sign-in';
import { signUp } from '../domain/session/sign-up';
import type { SubgraphResolvers } from '../generated/graphql';

type Mutations = Pick<SubgraphResolvers['Mutation'], 'signUp' | 'signIn' | 'refreshSession' | 'signOut' | 'endSession' | 'endOtherSessions'>;

export const sessionMutations: Mutations = {
  signUp: async (_root, { input }, { deps, client }) => {
    const { value, userErrors } = await signUp(deps, input, client);
    return { viewer: value && { id: value.userId }, tokens: value?.tokens ?? null, userErrors };
  },
  signIn: async (_root, { input }, { deps, client }) => {
    const { value, userErrors } = await signIn(deps, input, client);
    return { viewer: value && { id: value.userId }, tokens: value?.tokens ?? null, userErrors };
  },
  refreshSession: async (_root, { input }, { deps }) => {
    const { value: tokens, userErrors } = await refreshSession(deps, input.refreshToken);
    return { tokens, userErrors };
  },
  signOut: async (_root, _args, { deps, viewer }) => ({ ended: viewer.sessionId ? await signOut(deps, viewer.sessionId) : false }),
  endSession: async (_root, { id }, { deps, viewer }) => {
    const { value: endedSessionId, userErrors } = await endSession(deps, signedIn(viewer), id);
    return { endedSessionId, userErrors };
  },
  endOtherSessions: async (_root, _args, { deps, viewer }) => ({
    endedCount: await endOtherSessions(deps, signedIn(viewer), viewer.sessionId ?? ''),
  }),
};

export const Session: SubgraphResolvers['Session'] = {
  address: ({ address }) => address || null,
  isCurrent: ({ id }, _args, { viewer }) => id === viewer.sessionId,
  signedInAt: ({ createdAt }) => createdAt,
};
