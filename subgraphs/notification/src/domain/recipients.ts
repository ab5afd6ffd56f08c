import type { Deps, Tx } from '../deps';
import type { Recipient } from '../generated/prisma/client';

/** Live channel of one person's news. */
export const notificationChannel = (userId: string) => `notification:${userId}`;

/** Advisory lock of this service's database. */
const applyingLock = 4_004_001;

/**
 * One batch of events at a time. It handles several kinds in turn in one transaction, so that recipients locked in order by each
 * kind are not locked in order altogether: two batches would wait in a circle again and again.
 */
export async function oneBatchAtATime(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${applyingLock}::bigint)`;
}

/** Locks the recipients in the order of their ids, making those that are new: until the commit nobody else moves their counters. */
export async function lockRecipients(tx: Tx, userIds: readonly string[]): Promise<Map<string, Recipient>> {
  const sorted = [...new Set(userIds)].sort();
  await tx.recipient.createMany({ data: sorted.map((userId) => ({ userId })), skipDuplicates: true });
  const rows = await tx.$queryRaw<Recipient[]>`
    SELECT user_id AS "userId", last_position AS "lastPosition", unread_count AS "unreadCount"
    FROM recipient WHERE user_id = ANY(${sorted}::text[]) ORDER BY user_id FOR UPDATE`;
  return new Map(rows.map((row) => [row.userId, row]));
}

/** Wakes whoever listens to a person's news; returns what ends that. */
export function watchNews(pubsub: Pick<Deps['pubsub'], 'subscribe' | 'onResume'>, userId: string, wake: () => void): () => void {
  const unsubscribe = pubsub.subscribe(notificationChannel(userId), wake);
  const unresume = pubsub.onResume(wake);
  return () => {
    unsubscribe();
    unresume();
  };
}

/** Tells those who listen that there is something to read. A failure costs only time: the next hint, or look, finds it too. */
export async function hint({ pubsub }: Pick<Deps, 'pubsub'>, userIds: Iterable<string>): Promise<void> {
  await Promise.all([...new Set(userIds)].map((userId) => pubsub.publish(notificationChannel(userId), '')));
}
