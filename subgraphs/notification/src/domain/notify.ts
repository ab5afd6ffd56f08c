import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { type Cause, causeKey, latestCauses } from './cause';
import { isUnwanted } from './preferences';
import { hint, lockRecipients, oneBatchAtATime } from './recipients';
import { settle } from './settle';
import { notificationsOf, openGroupsOf, save } from './store';
import { isSilenced } from './visibility';

/** Tells people what concerns them, and takes back what was undone; the number of statements does not depend on how many. */
export async function notify({ tx, afterCommit }: UnitOfWork<Tx>, deps: Pick<Deps, 'clock' | 'pubsub'>, heard: readonly Cause[]): Promise<void> {
  const causes = latestCauses(heard);
  if (causes.length === 0) return;
  await oneBatchAtATime(tx);
  const gone = await tombstones(tx, causes);
  const standing = causes.filter(({ postId, commentId }) => !gone.has(postId) && !gone.has(commentId));
  if (standing.length === 0) return;
  const recipients = await lockRecipients(
    tx,
    standing.map(({ recipientId }) => recipientId),
  );
  const now = deps.clock.now();
  const untold = await untoldAmong(tx, standing, now);
  const told = standing.map((cause) => (untold.has(causeKey(cause)) ? { ...cause, active: false } : cause));
  const [notifications, groups] = await Promise.all([notificationsOf(tx, told), openGroupsOf(tx, told, now)]);
  const settled = settle(told, { notifications, groups, recipients }, now);
  if (settled.notifications.length === 0) return;
  await save(tx, settled);
  afterCommit(() =>
    hint(
      deps,
      settled.notifications.map(({ recipientId }) => recipientId),
    ),
  );
}

async function tombstones(tx: Tx, causes: readonly Cause[]): Promise<ReadonlySet<string | null>> {
  const subjects = causes.flatMap(({ postId, commentId }) => [postId, commentId]).filter((id) => id !== null);
  const rows = await tx.tombstone.findMany({ where: { subjectId: { in: [...new Set(subjects)] } } });
  return new Set(rows.map(({ subjectId }) => subjectId));
}

/** Those that may not be told, or that the recipient does not want to be told. */
async function untoldAmong(tx: Tx, causes: readonly Cause[], now: Date): Promise<ReadonlySet<string>> {
  const [recipient, actor, kind] = [Prisma.sql`cause.recipient_id`, Prisma.sql`cause.actor_id`, Prisma.sql`cause.kind`];
  const [recipients, actors, kinds] = [
    causes.map((cause) => cause.recipientId),
    causes.map((cause) => cause.actorId),
    causes.map((cause) => cause.kind),
  ];
  const rows = await tx.$queryRaw<{ place: number }[]>`
    SELECT cause.place::int
    FROM unnest(${recipients}::text[], ${actors}::text[], ${kinds}::notification_kind[])
      WITH ORDINALITY AS cause (recipient_id, actor_id, kind, place)
    WHERE ${isSilenced(recipient, actor, now)} OR ${isUnwanted(recipient, actor, kind)}`;
  const places = new Set(rows.map(({ place }) => place - 1));
  return new Set(causes.filter((_, place) => places.has(place)).map(causeKey));
}
