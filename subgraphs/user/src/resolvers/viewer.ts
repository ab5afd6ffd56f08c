import { handleOf } from '../domain/profile-rules';
import { twoFactorOf } from '../domain/second-factor/two-factor';
import { sessionsOf } from '../domain/session/session-list';
import type { SubgraphResolvers } from '../generated/graphql';
import { peopleFound } from './people-found';
import { ownList, suggestions } from './related-people';

export const Query: SubgraphResolvers['Query'] = {
  viewer: (_root, _args, { viewer }) => (viewer.userId ? { id: viewer.userId } : null),
  searchPeople: (_root, args, context) => peopleFound(args, context),
  user: (_root, { username }, { loaders }) => loaders.userByHandle.load(handleOf(username)),
};

export const Viewer: SubgraphResolvers['Viewer'] = {
  // A viewer is only ever oneself, whatever a representation says.
  __resolveReference: ({ id }, { viewer }) => (id === viewer.userId ? { id } : null),
  user: ({ id }, _args, { loaders }) => loaders.user.load(id),
  emailVerified: async ({ id }, _args, { loaders }) => Boolean((await loaders.user.load(id))?.emailVerifiedAt),
  email: async ({ id }, _args, { loaders }) => (await loaders.user.load(id))?.email ?? null,
  roles: async ({ id }, _args, { loaders }) => (await loaders.user.load(id))?.roles ?? null,
  twoFactor: ({ id }, _args, { deps }) => twoFactorOf(deps, id),
  privacy: ({ id }, _args, { loaders }) => loaders.user.load(id),
  followRequests: ownList('followRequests'),
  sentFollowRequests: ownList('sentFollowRequests'),
  friends: ownList('friends'),
  friendRequests: ownList('friendRequests'),
  sentFriendRequests: ownList('sentFriendRequests'),
  blockedPeople: ownList('blockedPeople'),
  mutedPeople: ownList('mutedPeople'),
  peopleYouMayKnow: suggestions,
  sessions: ({ id }, args, { deps }) => sessionsOf(deps, id, args),
};
