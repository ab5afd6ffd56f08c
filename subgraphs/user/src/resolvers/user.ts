import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import { checkFollowCursor, type FollowList, followKeyset } from '../domain/graph/follow-lists';
import { maySeeFollowLists } from '../domain/visibility';
import type { SubgraphResolvers } from '../generated/graphql';
import type { UserModel } from '../models';

interface ListArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const seesFollowLists = async (user: UserModel, { viewer, loaders }: Context) =>
  maySeeFollowLists(user, viewer.userId, viewer.userId ? await loaders.relationship.load(user.id) : null);

async function followConnection(list: FollowList, user: UserModel, args: ListArgs, context: Context) {
  const { loaders } = context;
  const page = { first: pageSize(args.first), after: args.after };
  checkFollowCursor(list, user.id, page.after);
  const totalCount = list === 'followers' ? user.followerCount : user.followingCount;
  const isSeen = await seesFollowLists(user, context);
  const rows = isSeen ? await loaders[list].load({ parentId: user.id, ...page }) : [];
  const found = await Promise.all(rows.map(({ userId }) => loaders.user.load(userId)));
  const people = new Map(found.flatMap((user) => (user ? [[user.id, user] as const] : [])));
  const { edges, pageInfo } = connection(rows, page, {
    node: ({ userId }) => people.get(userId),
    keyset: followKeyset(list),
    extra: ({ followedAt }) => ({ followedAt }),
  });
  // Who has gone since leaves a gap in the page; the list goes on behind it.
  const present = edges.flatMap((edge) => (edge.node ? [{ ...edge, node: edge.node }] : []));
  return { edges: present, nodes: present.map(({ node }) => node), pageInfo, totalCount: isSeen ? totalCount : null };
}

export const User: SubgraphResolvers['User'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.user.load(id),
  avatar: ({ avatarId }) => (avatarId ? { id: avatarId } : null),
  followers: (user, args, context) => followConnection('followers', user, args, context),
  following: (user, args, context) => followConnection('following', user, args, context),
  viewerCanSeeFollowLists: (user, _args, context) => seesFollowLists(user, context),
  viewerRelationship: ({ id }, _args, { loaders }) => loaders.relationship.load(id),
  viewerCanFollow: async ({ id }, _args, { loaders }) => {
    const present = await loaders.relationship.load(id);
    return present !== null && !present.isFollowing && !present.isFollowRequested && !present.isBlocking;
  },
  viewerCanSendFriendRequest: async ({ id }, _args, { loaders }) => {
    const present = await loaders.relationship.load(id);
    return present !== null && !present.isFriend && !present.isFriendRequested && !present.isBlocking;
  },
};
