import { handleOf } from '../domain/profile-rules';
import type { SubgraphResolvers } from '../generated/graphql';

export const Query: SubgraphResolvers['Query'] = {
  viewer: (_root, _args, { viewer }) => (viewer.userId ? { id: viewer.userId } : null),
  user: (_root, { username }, { loaders }) => loaders.userByHandle.load(handleOf(username)),
};

export const Viewer: SubgraphResolvers['Viewer'] = {
  // A viewer is only ever oneself, whatever a representation says.
  __resolveReference: ({ id }, { viewer }) => (id === viewer.userId ? { id } : null),
  user: ({ id }, _args, { loaders }) => loaders.user.load(id),
  email: async ({ id }, _args, { loaders }) => (await loaders.user.load(id))?.email ?? null,
  roles: async ({ id }, _args, { loaders }) => (await loaders.user.load(id))?.roles ?? null,
};
