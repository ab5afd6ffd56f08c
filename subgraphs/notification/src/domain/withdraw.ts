import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { hint, lockRecipients, oneBatchAtATime } from './recipients';

type Needs = Pick<Deps, 'clock' | 'pubsub'>;
type Withdrawing = Pick<UnitOfWork<Tx>, 'tx' | 'afterCommit'>;

/** Takes back everything told of posts that are gone; what is heard of them later is not told either. */
export const withdrawPosts = (unit: Withdrawing, deps: Needs, postIds: readonly string[]) =>
  withdraw(unit, deps, postIds, Prisma.sql`post_id = ANY(${postIds}::text[])`);

/** The same for comments. */
export const withdrawComments = (unit: Withdrawing, deps: Needs, commentIds: readonly string[]) =>
  withdraw(unit, deps, commentIds, Prisma.sql`kind = 'COMMENT' AND subject_id = ANY(${commentIds}::text[])`);

async function withdraw({ tx, afterCommit }: Withdrawing, deps: Needs, subjectIds: readonly string[], concerned: Prisma.Sql): Promise<void> {
  await oneBatchAtATime(tx);
  await tx.tombstone.createMany({ data: subjectIds.map((subjectId) => ({ subjectId })), skipDuplicates: true });
  const told = await tx.$queryRaw<{ recipientId: string }[]>`
    SELECT DISTINCT recipient_id AS "recipientId" FROM notification WHERE ${concerned} AND withdrawn_at IS NULL`;
  if (told.length === 0) return;
  const recipients = told.map(({ recipientId }) => recipientId);
  await lockRecipients(tx, recipients);
  await tx.$executeRaw`
    WITH withdrawn AS (
      UPDATE notification SET withdrawn_at = ${deps.clock.now()} WHERE ${concerned} AND withdrawn_at IS NULL RETURNING recipient_id, read_at
    ), unread AS (
      SELECT recipient_id, count(*)::int AS number FROM withdrawn WHERE read_at IS NULL GROUP BY recipient_id
    )
    UPDATE recipient SET unread_count = unread_count - number FROM unread WHERE user_id = recipient_id`;
  afterCommit(() => hint(deps, recipients));
}
