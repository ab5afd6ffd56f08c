import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import { type Notification, Prisma } from '../generated/prisma/client';
import { type Cause, causeKey, latestCauses } from './cause';
import { hint, lockRecipients, oneBatchAtATime } from './recipients';
import { type Settled, settle } from './settle';
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
  const silenced = await silencedAmong(tx, standing, now);
  const told = standing.map((cause) => (silenced.has(causeKey(cause)) ? { ...cause, active: false } : cause));
  const settled = settle(told, await knownOf(tx, told), recipients, now);
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

async function silencedAmong(tx: Tx, causes: readonly Cause[], now: Date): Promise<ReadonlySet<string>> {
  const [recipient, actor] = [Prisma.sql`pair.recipient_id`, Prisma.sql`pair.actor_id`];
  const rows = await tx.$queryRaw<{ place: number }[]>`
    SELECT pair.place::int
    FROM unnest(${causes.map(({ recipientId }) => recipientId)}::text[], ${causes.map(({ actorId }) => actorId)}::text[])
      WITH ORDINALITY AS pair (recipient_id, actor_id, place)
    WHERE ${isSilenced(recipient, actor, now)}`;
  const places = new Set(rows.map(({ place }) => place - 1));
  return new Set(causes.filter((_, place) => places.has(place)).map(causeKey));
}

function knownOf(tx: Tx, causes: readonly Cause[]): Promise<Notification[]> {
  const keys = causes.map(({ subjectId, kind, actorId, recipientId }) => ({
    subject_id: subjectId,
    kind,
    actor_id: actorId,
    recipient_id: recipientId,
  }));
  return tx.$queryRaw<Notification[]>`
    SELECT id, recipient_id AS "recipientId", kind, actor_id AS "actorId", subject_id AS "subjectId", post_id AS "postId", comment_id AS "commentId", reaction,
           version, position, occurred_at AS "occurredAt", read_at AS "readAt", withdrawn_at AS "withdrawnAt"
    FROM notification
    JOIN jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS key (subject_id text, kind notification_kind, actor_id text, recipient_id text)
      USING (subject_id, kind, actor_id, recipient_id)`;
}

async function save(tx: Tx, { notifications, recipients }: Settled): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO notification
      (id, recipient_id, kind, actor_id, subject_id, post_id, comment_id, reaction, version, position, occurred_at, read_at, withdrawn_at)
    SELECT "id", "recipientId", "kind", "actorId", "subjectId", "postId", "commentId", "reaction", "version", "position", "occurredAt", "readAt", "withdrawnAt"
    FROM jsonb_to_recordset(${toJson(notifications)}::jsonb) AS row (
      "id" text, "recipientId" text, "kind" notification_kind, "actorId" text, "subjectId" text, "postId" text, "commentId" text, "reaction" reaction_kind,
      "version" int, "position" bigint, "occurredAt" timestamptz, "readAt" timestamptz, "withdrawnAt" timestamptz)
    ON CONFLICT (id) DO UPDATE
    SET version = excluded.version, reaction = excluded.reaction, position = excluded.position, occurred_at = excluded.occurred_at, withdrawn_at = excluded.withdrawn_at`;
  await tx.$executeRaw`
    UPDATE recipient SET last_position = counted."lastPosition", unread_count = counted."unreadCount"
    FROM jsonb_to_recordset(${toJson(recipients)}::jsonb) AS counted ("userId" text, "lastPosition" bigint, "unreadCount" int)
    WHERE user_id = counted."userId"`;
}

const toJson = (rows: readonly object[]) => JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
