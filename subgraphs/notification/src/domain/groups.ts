import type { PageArgs } from '@ejazz/platform/pagination/connection';
import type { Deps } from '../deps';
import { type NotificationGroup, Prisma } from '../generated/prisma/client';
import { positionBefore } from './list';

/** What a group holds that may be seen. */
export interface GroupSummary {
  readonly groupId: string;
  /** Who did it last, first; at most three. */
  readonly actorIds: readonly string[];
  readonly actorCount: number;
  readonly unreadCount: number;
  readonly occurredAt: Date;
}

const columns = Prisma.sql`id, recipient_id AS "recipientId", kind, about_id AS "aboutId", started_at AS "startedAt", last_position AS "lastPosition"`;

/** A group of which everything was withdrawn is nowhere to be seen. */
const isThere = Prisma.sql`EXISTS (SELECT FROM notification WHERE notification.group_id = notification_group.id AND notification.withdrawn_at IS NULL)`;

/** A person's groups, the one that had something last first, with one row more than asked for. */
export function listGroups({ db }: Pick<Deps, 'db'>, recipientId: string, { first, after }: PageArgs): Promise<NotificationGroup[]> {
  const before = positionBefore(recipientId, after) ?? null;
  return db.$queryRaw<NotificationGroup[]>`
    SELECT ${columns} FROM notification_group
    WHERE recipient_id = ${recipientId} AND coalesce(last_position < ${before}::bigint, true) AND ${isThere}
    ORDER BY last_position DESC LIMIT ${first + 1}`;
}

export const groupsById = ({ db }: Pick<Deps, 'db'>, recipientId: string, ids: readonly string[]): Promise<NotificationGroup[]> =>
  db.$queryRaw<NotificationGroup[]>`
    SELECT ${columns} FROM notification_group WHERE recipient_id = ${recipientId} AND id = ANY(${[...ids]}::text[]) AND ${isThere}`;

/** Counted from what is there, so that nothing drifts: a group holds a day at most. */
export const summaries = ({ db }: Pick<Deps, 'db'>, groupIds: readonly string[]): Promise<GroupSummary[]> =>
  db.$queryRaw<GroupSummary[]>`
    WITH actor AS (
      SELECT group_id, actor_id, max(position) AS position, max(occurred_at) AS occurred_at, count(*) FILTER (WHERE read_at IS NULL) AS unread
      FROM notification WHERE group_id = ANY(${[...groupIds]}::text[]) AND withdrawn_at IS NULL
      GROUP BY group_id, actor_id
    )
    SELECT group_id AS "groupId", (array_agg(actor_id ORDER BY position DESC))[1:3] AS "actorIds", count(*)::int AS "actorCount",
           sum(unread)::int AS "unreadCount", max(occurred_at) AS "occurredAt"
    FROM actor GROUP BY group_id`;
