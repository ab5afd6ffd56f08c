import { sharedReads } from '@ejazz/platform/subscription/shared-reads';
import type { Tx } from '../deps';

/** What subscribers read when a hint wakes them, together. */
export interface LiveReads {
  /** How many notifications the person has not read. */
  readonly unreadCount: (userId: string) => Promise<number>;
}

export const createLiveReads = (db: Tx): LiveReads => ({
  unreadCount: sharedReads({
    keyOf: (userId) => userId,
    async read(userIds) {
      const rows = await db.recipient.findMany({ where: { userId: { in: [...userIds] } }, select: { userId: true, unreadCount: true } });
      const counts = new Map(rows.map(({ userId, unreadCount }) => [userId, unreadCount]));
      return userIds.map((userId) => counts.get(userId) ?? 0);
    },
  }),
});
