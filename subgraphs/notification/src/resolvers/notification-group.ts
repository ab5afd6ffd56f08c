import { isId } from '@ejazz/platform/ids/id';
import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import type { GroupSummary } from '../domain/groups';
import { listNotifications } from '../domain/list';
import { placeCursor, placeKeyset } from '../domain/notification-cursor';
import type { SubgraphResolvers } from '../generated/graphql';

export const NotificationGroup: SubgraphResolvers['NotificationGroup'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.group.load(id),
  post: ({ aboutId }) => (isId('pst', aboutId) ? { id: aboutId } : null),
  comment: ({ aboutId }) => (isId('cmt', aboutId) ? { id: aboutId } : null),
  actors: async ({ id }, _args, context) => (await summaryOf(id, context)).actorIds.map((actorId) => ({ id: actorId })),
  actorCount: async ({ id }, _args, context) => (await summaryOf(id, context)).actorCount,
  unreadCount: async ({ id }, _args, context) => (await summaryOf(id, context)).unreadCount,
  occurredAt: async ({ id }, _args, context) => (await summaryOf(id, context)).occurredAt,
  notifications: async ({ id, recipientId, lastPosition }, { first, after }, { deps }) => {
    const page = { first: pageSize(first), after };
    const rows = await listNotifications(deps, { recipientId, groupId: id }, page);
    const made = connection(rows, page, { node: (row) => row, keyset: placeKeyset });
    return { ...made, liveCursor: made.pageInfo.startCursor ?? placeCursor({ recipientId, position: lastPosition }) };
  },
};

/** Between two reads the last of a group may have been withdrawn. */
const summaryOf = async (groupId: string, { loaders, deps }: Context): Promise<GroupSummary> =>
  (await loaders.groupSummary.load(groupId)) ?? { groupId, actorIds: [], actorCount: 0, unreadCount: 0, occurredAt: deps.clock.now() };
