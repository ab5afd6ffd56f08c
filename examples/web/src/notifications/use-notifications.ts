import { useApolloClient, useQuery } from '@apollo/client/react';
import { NotificationReceivedDocument, NotificationsDocument, type NotificationsQuery, ViewerDocument } from '@ejazz/client/documents';
import { useEffect } from 'react';
import { live } from '../graph';

/** The list of notifications, and what is told from where it ends on, so that nothing falls between the two. */
export function useNotifications() {
  const client = useApolloClient();
  const { data, refetch } = useQuery(NotificationsDocument, { variables: { first: 20 } });
  const list = data?.viewer?.notifications;
  const liveCursor = list?.liveCursor;
  useEffect(() => {
    if (liveCursor === undefined) return undefined;
    return live.subscribe(
      NotificationReceivedDocument,
      { after: liveCursor },
      {
        next({ notificationReceived: event }) {
          if (event.__typename !== 'NotificationReceived') return;
          client.cache.updateQuery({ query: NotificationsDocument, variables: { first: 20 } }, (known) => withFirst(known, event.notification));
          client.cache.updateQuery({ query: ViewerDocument }, (known) =>
            known?.viewer ? { viewer: { ...known.viewer, unreadNotificationCount: event.unreadNotificationCount } } : undefined,
          );
        },
        gap: () => void refetch(),
      },
    );
  }, [client, liveCursor, refetch]);
  return list?.nodes ?? [];
}

type Notification = NonNullable<NonNullable<NotificationsQuery['viewer']>['notifications']>['nodes'][number];

function withFirst(known: NotificationsQuery | null, notification: Notification): NotificationsQuery | undefined {
  if (!known?.viewer?.notifications) return undefined;
  const { nodes, ...list } = known.viewer.notifications;
  const others = nodes.filter(({ id }) => id !== notification.id);
  return { viewer: { ...known.viewer, notifications: { ...list, nodes: [notification, ...others] } } };
}
