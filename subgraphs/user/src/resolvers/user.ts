import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import { type FollowRow, followKeyset } from '../domain/follow-lists';
import type { SubgraphResolvers } from '../generated/graphql';
import type { UserModel } from '../models';

interface ListArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

async function followConnection(rows: readonly FollowRow[], page: ListArgs, totalCount: number, { loaders }: Context) {
  const people = new Map<string, UserModel>();
  for (const user of await loaders.user.loadMany(rows.map(({ userId }) => userId))) {
    if (user && !(user instanceof Error)) people.set(user.id, user);
  }
  const present = rows.filter(({ userId }) => people.has(userId));
  const made = connection(present, page, {
    node: ({ userId }) => people.get(userId) as UserModel,
    keyset: followKeyset,
    extra: ({ followedAt }) => ({ followedAt }),
  });
  return { ...made, totalCount };
}

export const User: SubgraphResolvers['User'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.user.load(id),
  avatar: ({ avatarId }) => (avatarId ? { id: avatarId } : null),
  followers: async ({ id, followerCount }, { after, ...args }, context) => {
    const page = { first: pageSize(args.first), after };
    return followConnection(await context.loaders.followers.load({ parentId: id, ...page }), page, followerCount, context);
  },
  following: async ({ id, followingCount }, { after, ...args }, context) => {
    const page = { first: pageSize(args.first), after };
    return followConnection(await context.loaders.following.load({ parentId: id, ...page }), page, followingCount, context);
  },
  viewerRelationship: ({ id }, _args, { loaders }) => loaders.relationship.load(id),
  viewerCanFollow: async ({ id }, _args, { loaders, viewer }) =>
    viewer.userId !== undefined && viewer.userId !== id && !(await loaders.relationship.load(id))?.isFollowing,
};
