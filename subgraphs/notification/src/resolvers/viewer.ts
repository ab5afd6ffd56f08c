import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { listGroups } from '../domain/groups';
import { listNotifications, unreadCount } from '../domain/list';
import { beginning, groupKeyset, placeCursor, placeKeyset } from '../domain/notification-cursor';
import { preferencesOf } from '../domain/preferences';
import type { SubgraphResolvers } from '../generated/graphql';

export const Query: SubgraphResolvers['Query'] = {
  viewer: (_root, _args, { viewer }) => (viewer.userId ? { id: viewer.userId } : null),
};

export const Viewer: SubgraphResolvers['Viewer'] = {
  // A viewer is only ever oneself, whatever a representation says.
  __resolveReference: ({ id }, { viewer }) => (id === viewer.userId ? { id } : null),
  notifications: async ({ id }, { first, after }, { deps }) => {
    const page = { first: pageSize(first), after };
    const rows = await listNotifications(deps, { recipientId: id }, page);
    const made = connection(rows, page, { node: (row) => row, keyset: placeKeyset });
    return { ...made, liveCursor: made.pageInfo.startCursor ?? page.after ?? placeCursor(beginning(id)) };
  },
  notificationGroups: async ({ id }, { first, after }, { deps }) => {
    const page = { first: pageSize(first), after };
    return connection(await listGroups(deps, id, page), page, { node: (row) => row, keyset: groupKeyset });
  },
  notificationPreferences: ({ id }, _args, { deps }) => preferencesOf(deps.db, id),
  unreadNotificationCount: ({ id, unreadNotificationCount }, _args, { deps }) => unreadNotificationCount ?? unreadCount(deps, id),
};
