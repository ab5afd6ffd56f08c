import { signedIn } from '@ejazz/platform/viewer/viewer';
import type { Context } from '../context';
import { markRead } from '../domain/mark-read';
import { openNotificationLog } from '../domain/notification-log';
import { updatePreferences } from '../domain/preferences';
import { followUnread } from '../domain/unread-state';
import type { SubgraphResolvers } from '../generated/graphql';
import type { NotificationEventModel } from '../models';

export const Notification: SubgraphResolvers['Notification'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.notification.load(id),
  actor: ({ actorId }) => ({ id: actorId }),
  post: ({ postId }) => (postId ? { id: postId } : null),
  comment: ({ commentId }) => (commentId ? { id: commentId } : null),
  isRead: ({ readAt }) => readAt !== null,
  group: ({ groupId }, _args, { loaders }) => (groupId ? loaders.group.load(groupId) : null),
};

export const Mutation: SubgraphResolvers['Mutation'] = {
  markNotificationsRead: async (_root, { input }, { deps, viewer }) => {
    const { value: unreadNotificationCount, userErrors } = await markRead(deps, signedIn(viewer), input);
    return { unreadNotificationCount, userErrors };
  },
  updateNotificationPreferences: async (_root, { input }, { deps, viewer }) => {
    const { value: preferences, userErrors } = await updatePreferences(deps, signedIn(viewer), input.preferences);
    return { preferences, userErrors };
  },
};

export const Subscription: SubgraphResolvers['Subscription'] = {
  notificationReceived: {
    subscribe: (_root, { after }, { deps, viewer }) => openNotificationLog(deps, signedIn(viewer), after),
    resolve: (event: NotificationEventModel) => event,
  },
  unreadNotificationsChanged: {
    subscribe: (_root, _args, { deps, viewer }) => followUnread(deps, signedIn(viewer)),
    resolve: (unreadNotificationCount: number, _args: unknown, { viewer }: Context) => ({ id: signedIn(viewer), unreadNotificationCount }),
  },
};

export const NotificationEvent: SubgraphResolvers['NotificationEvent'] = {
  __resolveType: ({ kind }) => (kind === 'gap' ? 'NotificationGap' : 'NotificationReceived'),
};
