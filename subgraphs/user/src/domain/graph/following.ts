import { followChanged } from '@ejazz/events/user';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Tx } from '../../deps';
import { settleRequest } from './follow-request';

/** Who follows whom; both are held. */
export interface Pair {
  readonly followerId: string;
  readonly followeeId: string;
}

/** Makes one follow the other, whatever the other's account asks for; a request that waits is approved. Doing so again changes nothing. */
export async function beginFollowing(unit: UnitOfWork<Tx>, pair: Pair, now: Date): Promise<void> {
  const { followerId, followeeId } = pair;
  await settleRequest(unit, pair, 'APPROVED', now);
  const changed = await unit.tx.$queryRaw<{ version: number }[]>`
    INSERT INTO follow (follower_id, followee_id, active, version, followed_at)
    VALUES (${followerId}, ${followeeId}, true, 1, ${now})
    ON CONFLICT (follower_id, followee_id) DO UPDATE SET active = true, version = follow.version + 1, followed_at = excluded.followed_at
    WHERE NOT follow.active
    RETURNING version`;
  await settle(unit, pair, { following: true, version: changed[0]?.version, now });
}

/** Makes one cease to follow the other; doing so again changes nothing. */
export async function endFollowing(unit: UnitOfWork<Tx>, pair: Pair, now: Date): Promise<void> {
  const { followerId, followeeId } = pair;
  const changed = await unit.tx.$queryRaw<{ version: number }[]>`
    UPDATE follow SET active = false, version = version + 1
    WHERE follower_id = ${followerId} AND followee_id = ${followeeId} AND active
    RETURNING version`;
  await settle(unit, pair, { following: false, version: changed[0]?.version, now });
}

interface Change {
  readonly following: boolean;
  /** Absent when nothing changed. */
  readonly version: number | undefined;
  readonly now: Date;
}

/** Moves both counters and tells the others, if anything changed. */
async function settle({ tx, emit }: UnitOfWork<Tx>, { followerId, followeeId }: Pair, { following, version, now }: Change): Promise<void> {
  if (version === undefined) return;
  const by = following ? 1 : -1;
  await tx.$executeRaw`
    UPDATE "user" SET
      following_count = following_count + CASE WHEN id = ${followerId} THEN ${by}::int ELSE 0 END,
      follower_count = follower_count + CASE WHEN id = ${followeeId} THEN ${by}::int ELSE 0 END
    WHERE id IN (${followerId}, ${followeeId})`;
  emit(followChanged, { followerId, followeeId, following, version, changedAt: now.toISOString() });
}
