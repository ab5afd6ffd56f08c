import { followRequestChanged } from '@ejazz/events/user';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Tx } from '../../deps';
import type { FollowRequestStatus } from '../../generated/prisma/client';
import type { Pair } from './following';

/** Asks to follow somebody whose account is private, unless one follows them or has asked already. */
export async function askToFollow(unit: UnitOfWork<Tx>, pair: Pair, now: Date): Promise<void> {
  const { followerId, followeeId } = pair;
  const [asked] = await unit.tx.$queryRaw<{ version: number }[]>`
    INSERT INTO follow_request (follower_id, followee_id, status, version, requested_at)
    SELECT ${followerId}, ${followeeId}, 'PENDING', 1, ${now}::timestamptz
    WHERE NOT EXISTS (SELECT FROM follow WHERE follower_id = ${followerId} AND followee_id = ${followeeId} AND active)
    ON CONFLICT (follower_id, followee_id) DO UPDATE
    SET status = 'PENDING', version = follow_request.version + 1, requested_at = excluded.requested_at
    WHERE follow_request.status <> 'PENDING'
    RETURNING version`;
  if (asked) tell(unit, pair, 'PENDING', asked.version, now);
}

/** Brings a request that waits to its end; whether there was one. */
export async function settleRequest(unit: UnitOfWork<Tx>, pair: Pair, status: Exclude<FollowRequestStatus, 'PENDING'>, now: Date): Promise<boolean> {
  const [settled] = await unit.tx.$queryRaw<{ version: number }[]>`
    UPDATE follow_request SET status = ${status}::follow_request_status, version = version + 1
    WHERE follower_id = ${pair.followerId} AND followee_id = ${pair.followeeId} AND status = 'PENDING'
    RETURNING version`;
  if (settled) tell(unit, pair, status, settled.version, now);
  return settled !== undefined;
}

/** Who is declined is not told that they were. */
export const toldStatus = (status: FollowRequestStatus) => (status === 'PENDING' || status === 'APPROVED' ? status : 'ENDED');

function tell({ emit }: UnitOfWork<Tx>, pair: Pair, status: FollowRequestStatus, version: number, now: Date): void {
  emit(followRequestChanged, { ...pair, status: toldStatus(status), version, changedAt: now.toISOString() });
}
