import { newId } from '@ejazz/platform/ids/id';
import type { Notification, Recipient } from '../generated/prisma/client';
import { type Cause, causeKey } from './cause';

/** What is stored of notifications and of those who get them. */
export interface Settled {
  readonly notifications: readonly Notification[];
  readonly recipients: readonly Recipient[];
}

/**
 * What changes when the causes are heard of: who is told for the first time gets the next position; what is undone is withdrawn;
 * what is done again comes back to its old place, read if it was. Only what changes is returned.
 */
export function settle(causes: readonly Cause[], known: readonly Notification[], recipients: ReadonlyMap<string, Recipient>, now: Date): Settled {
  const before = new Map(known.map((row) => [causeKey(row), row]));
  const counters = new Map<string, Recipient>();
  const notifications: Notification[] = [];
  for (const { active, ...cause } of causes) {
    const row = before.get(causeKey(cause));
    const counter = counters.get(cause.recipientId) ?? recipients.get(cause.recipientId);
    if (!counter || (row && row.version >= cause.version)) continue;
    const position = row?.position ?? (active ? counter.lastPosition + 1n : null);
    const next: Notification = {
      ...cause,
      reaction: cause.reaction ?? row?.reaction ?? null,
      id: row?.id ?? newId('ntf'),
      position,
      occurredAt: row && row.position !== null ? row.occurredAt : cause.occurredAt,
      readAt: row?.readAt ?? null,
      withdrawnAt: active ? null : (row?.withdrawnAt ?? now),
    };
    notifications.push(next);
    counters.set(cause.recipientId, {
      ...counter,
      lastPosition: position !== null && position > counter.lastPosition ? position : counter.lastPosition,
      unreadCount: counter.unreadCount + unread(next) - unread(row),
    });
  }
  return { notifications, recipients: [...counters.values()] };
}

const unread = (row: Notification | undefined): number => (row && row.withdrawnAt === null && row.readAt === null ? 1 : 0);
