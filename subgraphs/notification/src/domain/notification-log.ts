import { newId } from '@ejazz/platform/ids/id';
import { type FollowedLog, followLog } from '@ejazz/platform/subscription/follow-log';
import type { Deps } from '../deps';
import type { Notification } from '../generated/prisma/client';
import { unreadCount } from './list';
import { placeCursor, readPlace } from './notification-cursor';
import { watchNews } from './recipients';
import { visibleNotifications } from './visibility';

interface Told {
  readonly eventId: string;
  readonly cursor: string;
  readonly occurredAt: Date;
}

export type LogEvent =
  | (Told & { readonly kind: 'received'; readonly notification: Notification; readonly unreadNotificationCount: number })
  | (Told & { readonly kind: 'gap' });

/** More than this is not told one by one. */
const mostMissed = 500n;

type Needs = Pick<Deps, 'db' | 'pubsub' | 'clock' | 'log'>;

/**
 * What one person is told, from after a cursor or from now on. It is read from the database in the order of positions; since
 * these are taken under the recipient's lock, what commits later stands later, and nothing turns up behind what was read.
 */
export async function openNotificationLog(deps: Needs, recipientId: string, after: string | null | undefined): Promise<FollowedLog<LogEvent>> {
  const { db, pubsub, clock, log } = deps;
  const place = after ? readPlace(after) : undefined;
  const recipient = await db.recipient.findUnique({ where: { userId: recipientId } });
  const newest = recipient?.lastPosition ?? 0n;
  const honoured = place?.recipientId === recipientId && place.position <= newest && newest - place.position <= mostMissed;
  let position = place && honoured ? place.position : newest;
  const gap: LogEvent = { kind: 'gap', eventId: newId('evt'), cursor: placeCursor({ position, recipientId }), occurredAt: clock.now() };

  return followLog<LogEvent>({
    first: place && !honoured ? [gap] : [],
    log,
    async read(limit) {
      const rows = await db.notification.findMany({
        where: { ...visibleNotifications(recipientId), position: { gt: position } },
        orderBy: { position: 'asc' },
        take: limit,
      });
      if (rows.length === 0) return [];
      const unreadNotificationCount = await unreadCount(deps, recipientId);
      position = rows.at(-1)?.position ?? position;
      return rows.map((notification) => received(notification, unreadNotificationCount));
    },
    watch: (wake) => watchNews(pubsub, recipientId, wake),
  });
}

const received = (notification: Notification, unreadNotificationCount: number): LogEvent => ({
  kind: 'received',
  eventId: notification.id,
  cursor: placeCursor(notification),
  occurredAt: notification.occurredAt,
  notification,
  unreadNotificationCount,
});
