import { newId } from '@ejazz/platform/ids/id';
import type { Notification, NotificationGroup, Recipient } from '../generated/prisma/client';
import { type Cause, causeKey } from './cause';
import { groupKey, groupOf, grown } from './group';

/** What is stored of notifications and of those who get them. */
export interface Settled {
  readonly notifications: readonly Notification[];
  readonly recipients: readonly Recipient[];
  /** Those that take in something. */
  readonly groups: readonly NotificationGroup[];
}

/** What is stored already of what the causes concern. */
export interface Known {
  readonly notifications: readonly Notification[];
  readonly recipients: ReadonlyMap<string, Recipient>;
  /** Those that may take in more. */
  readonly groups: readonly NotificationGroup[];
}

/**
 * What changes when the causes are heard of: who is told for the first time gets the next position; what is undone is withdrawn;
 * what is done again comes back to its old place, read if it was. Only what changes is returned.
 */
export function settle(causes: readonly Cause[], known: Known, now: Date): Settled {
  const before = new Map(known.notifications.map((row) => [causeKey(row), row]));
  const open = new Map(known.groups.map((group) => [groupKey(group), group]));
  const groups = new Map<string, NotificationGroup>();
  const counters = new Map<string, Recipient>();
  const notifications: Notification[] = [];
  for (const { active, ...cause } of causes) {
    const row = before.get(causeKey(cause));
    const counter = counters.get(cause.recipientId) ?? known.recipients.get(cause.recipientId);
    if (!counter || (row && row.version >= cause.version)) continue;
    const position = row?.position ?? (active ? counter.lastPosition + 1n : null);
    const isNew = position !== null && position > counter.lastPosition;
    const together = groupKey(groupOf(cause));
    const group = isNew ? grown(open.get(together), cause, position, now) : undefined;
    if (group) {
      open.set(together, group);
      groups.set(group.id, group);
    }
    const next: Notification = {
      ...cause,
      reaction: cause.reaction ?? row?.reaction ?? null,
      id: row?.id ?? newId('ntf'),
      position,
      occurredAt: row && row.position !== null ? row.occurredAt : cause.occurredAt,
      readAt: row?.readAt ?? null,
      withdrawnAt: active ? null : (row?.withdrawnAt ?? now),
      groupId: group?.id ?? row?.groupId ?? null,
    };
    notifications.push(next);
    counters.set(cause.recipientId, {
      ...counter,
      lastPosition: isNew ? position : counter.lastPosition,
      unreadCount: counter.unreadCount + unread(next) - unread(row),
    });
  }
  return { notifications, recipients: [...counters.values()], groups: [...groups.values()] };
}

const unread = (row: Notification | undefined): number => (row && row.withdrawnAt === null && row.readAt === null ? 1 : 0);
