import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import { checkFollowCursor, type FollowList, followKeyset } from '../domain/follow-lists';
import type { SubgraphResolvers } from '../generated/graphql';

interface ListArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

async function followConnection(list: FollowList, { id, totalCount }: { id: string; totalCount: number }, args: ListArgs, { loaders }: Context) {
  const page = { first: pageSize(args.first), after: args.after };
  checkFollowCursor(list, id, page.after);
  const rows = await loaders[list].load({ parentId: id, ...page });
  const found = await Promise.all(rows.map(({ userId }) => loaders.user.load(userId)));
  const people = new Map(found.flatMap((user) => (user ? [[user.id, user] as const] : [])));
  const { edges, pageInfo } = connection(rows, page, {
    node: ({ userId }) => people.get(userId),
    keyset: followKeyset(list),
    extra: ({ followedAt }) => ({ followedAt }),
  });
  // Who has gone since leaves a gap in the page; the list goes on behind it.
  const present = edges.flatMap((edge) => (edge.node ? [{ ...edge, node: edge.node }] : []));
  return { edges: present, nodes: present.map(({ node }) => node), pageInfo, totalCount };
}

export const User: SubgraphResolvers['User'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.user.load(id),
  avatar: ({ avatarId }) => (avatarId ? { id: avatarId } : null),
  followers: ({ id, followerCount }, args, context) => followConnection('followers', { id, totalCount: followerCount }, args, context),
  following: ({ id, followingCount }, args, context) => followConnection('following', { id, totalCount: followingCount }, args, context),
  viewerRelationship: ({ id }, _args, { loaders }) => loaders.relationship.load(id),
  viewerCanFollow: async ({ id }, _args, { loaders, viewer }) =>
    viewer.userId !== undefined && viewer.userId !== id && !(await loaders.relationship.load(id))?.isFollowing,
};
