import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { hint, lockRecipients, oneBatchAtATime } from './recipients';
import { isSilenced } from './visibility';

type Needs = Pick<Deps, 'clock' | 'pubsub'>;
type Withdrawing = Pick<UnitOfWork<Tx>, 'tx' | 'afterCommit'>;

/** Takes back everything told of posts that are gone; what is heard of them later is not told either. */
export const withdrawPosts = (unit: Withdrawing, deps: Needs, postIds: readonly string[]) =>
  bury(unit, deps, postIds, Prisma.sql`post_id = ANY(${postIds}::text[])`);

/** The same for comments. */
export const withdrawComments = (unit: Withdrawing, deps: Needs, commentIds: readonly string[]) =>
  bury(unit, deps, commentIds, Prisma.sql`comment_id = ANY(${commentIds}::text[])`);

/** Takes back what the actors have done from all whom nothing may be told of them any more. */
export const withdrawSilenced = (unit: Withdrawing, deps: Needs, actorIds: readonly string[]) =>
  withdraw(
    unit,
    deps,
    Prisma.sql`actor_id = ANY(${actorIds}::text[]) AND ${isSilenced(Prisma.sql`notification.recipient_id`, Prisma.sql`notification.actor_id`, deps.clock.now())}`,
  );

async function bury(unit: Withdrawing, deps: Needs, subjectIds: readonly string[], concerned: Prisma.Sql): Promise<void> {
  await oneBatchAtATime(unit.tx);
  await unit.tx.tombstone.createMany({ data: subjectIds.map((subjectId) => ({ subjectId })), skipDuplicates: true });
  await withdraw(unit, deps, concerned);
}

async function withdraw({ tx, afterCommit }: Withdrawing, deps: Needs, concerned: Prisma.Sql): Promise<void> {
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
