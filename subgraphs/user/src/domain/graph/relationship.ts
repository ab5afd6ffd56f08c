import type { PrismaClient } from '../../generated/prisma/client';

/** How the viewer and a person stand to each other, as the viewer may know. */
export interface Relationship {
  readonly userId: string;
  readonly isFollowing: boolean;
  readonly isFollowedBy: boolean;
  readonly isFollowRequested: boolean;
  readonly isFollowRequestedBy: boolean;
  readonly isFriend: boolean;
  readonly isFriendRequested: boolean;
  readonly isFriendRequestedBy: boolean;
  readonly isBlocking: boolean;
  readonly muting: { readonly until: Date | null; readonly notifications: boolean } | null;
}

type Row = Omit<Relationship, 'muting'> & { readonly isMuting: boolean; readonly until: Date | null; readonly notifications: boolean | null };

/** The relationships of one viewer with many people, in one statement; none for oneself or an anonymous visitor. */
export async function relationships(db: PrismaClient, viewerId: string | undefined, userIds: readonly string[], now: Date): Promise<Relationship[]> {
  const others = userIds.filter((id) => id !== viewerId);
  if (!viewerId || others.length === 0) return [];
  const rows = await db.$queryRaw<Row[]>`
    SELECT listed.id AS "userId",
      EXISTS (SELECT FROM follow WHERE follower_id = ${viewerId} AND followee_id = listed.id AND active) AS "isFollowing",
      EXISTS (SELECT FROM follow WHERE follower_id = listed.id AND followee_id = ${viewerId} AND active) AS "isFollowedBy",
      EXISTS (SELECT FROM follow_request WHERE follower_id = ${viewerId} AND followee_id = listed.id AND status = 'PENDING') AS "isFollowRequested",
      EXISTS (SELECT FROM follow_request WHERE follower_id = listed.id AND followee_id = ${viewerId} AND status = 'PENDING') AS "isFollowRequestedBy",
      coalesce(friendship.status = 'FRIENDS', false) AS "isFriend",
      coalesce(friendship.status = 'REQUESTED' AND requester_id = ${viewerId}, false) AS "isFriendRequested",
      coalesce(friendship.status = 'REQUESTED' AND requester_id = listed.id, false) AS "isFriendRequestedBy",
      EXISTS (SELECT FROM block WHERE blocker_id = ${viewerId} AND blocked_id = listed.id AND active) AS "isBlocking",
      mute.muter_id IS NOT NULL AS "isMuting", mute.until, mute.notifications
    FROM unnest(${others}::text[]) AS listed (id)
    LEFT JOIN friendship ON one_id = least(${viewerId}, listed.id) AND other_id = greatest(${viewerId}, listed.id)
    LEFT JOIN mute ON muter_id = ${viewerId} AND muted_id = listed.id AND mute.active AND coalesce(mute.until > ${now}::timestamptz, true)`;
  return rows.map(({ isMuting, until, notifications, ...row }) => ({
    ...row,
    muting: isMuting ? { until, notifications: notifications ?? true } : null,
  }));
}
