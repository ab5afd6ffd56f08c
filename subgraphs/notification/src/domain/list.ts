import { badInput } from '@ejazz/platform/errors/fault';
import type { PageArgs } from '@ejazz/platform/pagination/connection';
import type { Deps } from '../deps';
import type { Notification } from '../generated/prisma/client';
import { readPlace } from './notification-cursor';
import { visibleNotifications } from './visibility';

/** What a person was told, or of it what one group holds, latest first, with one row more than asked for. */
export async function listNotifications(
  { db }: Pick<Deps, 'db'>,
  { recipientId, groupId }: { readonly recipientId: string; readonly groupId?: string },
  { first, after }: PageArgs,
): Promise<Notification[]> {
  const before = positionBefore(recipientId, after);
  return db.notification.findMany({
    where: { ...visibleNotifications(recipientId), ...(groupId && { groupId }), ...(before && { position: { lt: before } }) },
    orderBy: { position: 'desc' },
    take: first + 1,
  });
}

/** The position that a page of one person's list goes on from. */
export function positionBefore(recipientId: string, after: string | null | undefined): bigint | undefined {
  const place = after ? readPlace(after) : undefined;
  if (place && place.recipientId !== recipientId) throw badInput('after', '"after" is not a cursor of this list.');
  return place?.position;
}

/** How many of them are unread. */
export async function unreadCount({ db }: Pick<Deps, 'db'>, recipientId: string): Promise<number> {
  const recipient = await db.recipient.findUnique({ where: { userId: recipientId }, select: { unreadCount: true } });
  return recipient?.unreadCount ?? 0;
}
