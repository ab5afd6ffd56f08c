import type { Tx } from '../deps';
import type { Notification, NotificationGroup } from '../generated/prisma/client';
import type { Cause } from './cause';
import { groupMs, groupOf } from './group';
import type { Settled } from './settle';

/** What these causes have been told as, withdrawn or not. */
export function notificationsOf(tx: Tx, causes: readonly Cause[]): Promise<Notification[]> {
  const keys = causes.map(({ subjectId, kind, actorId, recipientId }) => ({
    subject_id: subjectId,
    kind,
    actor_id: actorId,
    recipient_id: recipientId,
  }));
  return tx.$queryRaw<Notification[]>`
    SELECT id, recipient_id AS "recipientId", kind, actor_id AS "actorId", subject_id AS "subjectId", post_id AS "postId", comment_id AS "commentId", reaction,
           version, position, occurred_at AS "occurredAt", read_at AS "readAt", withdrawn_at AS "withdrawnAt", group_id AS "groupId"
    FROM notification
    JOIN jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS key (subject_id text, kind notification_kind, actor_id text, recipient_id text)
      USING (subject_id, kind, actor_id, recipient_id)`;
}

/** The groups that take in what is told of these causes now. */
export function openGroupsOf(tx: Tx, causes: readonly Cause[], now: Date): Promise<NotificationGroup[]> {
  const keys = causes.map(groupOf).map(({ recipientId, kind, aboutId }) => ({ recipient_id: recipientId, kind, about_id: aboutId }));
  return tx.$queryRaw<NotificationGroup[]>`
    SELECT DISTINCT ON (recipient_id, kind, about_id)
      id, recipient_id AS "recipientId", kind, about_id AS "aboutId", started_at AS "startedAt", last_position AS "lastPosition"
    FROM notification_group
    JOIN jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS key (recipient_id text, kind notification_kind, about_id text)
      USING (recipient_id, kind, about_id)
    WHERE started_at > ${new Date(now.getTime() - groupMs)}::timestamptz
    ORDER BY recipient_id, kind, about_id, started_at DESC`;
}

export async function save(tx: Tx, { notifications, recipients, groups }: Settled): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO notification
      (id, recipient_id, kind, actor_id, subject_id, post_id, comment_id, reaction, version, position, occurred_at, read_at, withdrawn_at, group_id)
    SELECT "id", "recipientId", "kind", "actorId", "subjectId", "postId", "commentId", "reaction", "version", "position", "occurredAt", "readAt", "withdrawnAt", "groupId"
    FROM jsonb_to_recordset(${toJson(notifications)}::jsonb) AS row (
      "id" text, "recipientId" text, "kind" notification_kind, "actorId" text, "subjectId" text, "postId" text, "commentId" text, "reaction" reaction_kind,
      "version" int, "position" bigint, "occurredAt" timestamptz, "readAt" timestamptz, "withdrawnAt" timestamptz, "groupId" text)
    ON CONFLICT (id) DO UPDATE
    SET version = excluded.version, reaction = excluded.reaction, position = excluded.position, occurred_at = excluded.occurred_at, withdrawn_at = excluded.withdrawn_at,
        group_id = excluded.group_id`;
  await tx.$executeRaw`
    UPDATE recipient SET last_position = counted."lastPosition", unread_count = counted."unreadCount"
    FROM jsonb_to_recordset(${toJson(recipients)}::jsonb) AS counted ("userId" text, "lastPosition" bigint, "unreadCount" int)
    WHERE user_id = counted."userId"`;
  if (groups.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO notification_group (id, recipient_id, kind, about_id, started_at, last_position)
    SELECT "id", "recipientId", "kind", "aboutId", "startedAt", "lastPosition"
    FROM jsonb_to_recordset(${toJson(groups)}::jsonb) AS row (
      "id" text, "recipientId" text, "kind" notification_kind, "aboutId" text, "startedAt" timestamptz, "lastPosition" bigint)
    ON CONFLICT (id) DO UPDATE SET last_position = excluded.last_position`;
}

const toJson = (rows: readonly object[]) => JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
