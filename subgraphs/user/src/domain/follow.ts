import { followChanged } from '@ejazz/events/user';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { isId } from '@ejazz/platform/ids/id';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { User } from '../generated/prisma/client';

type FollowCode = 'USER_NOT_FOUND' | 'CANNOT_FOLLOW_SELF';

/** Follows a person; following again changes nothing. */
export async function followUser(deps: Pick<Deps, 'transact' | 'clock'>, followerId: string, followeeId: string): Promise<Outcome<User, FollowCode>> {
  if (followerId === followeeId) return refused(userError('CANNOT_FOLLOW_SELF', ['id'], 'You cannot follow yourself.'));
  return deps.transact(async (unit) => {
    if (!(await exists(unit.tx, followeeId))) return noSuchUser();
    const now = deps.clock.now();
    const changed = await unit.tx.$queryRaw<{ version: number }[]>`
      INSERT INTO follow (follower_id, followee_id, active, version, followed_at)
      VALUES (${followerId}, ${followeeId}, true, 1, ${now})
      ON CONFLICT (follower_id, followee_id) DO UPDATE SET active = true, version = follow.version + 1, followed_at = excluded.followed_at
      WHERE NOT follow.active
      RETURNING version`;
    return done(await settle(unit, { followerId, followeeId, following: true, version: changed[0]?.version, changedAt: now }));
  });
}

/** Stops following a person; doing so again changes nothing. */
export async function unfollowUser(
  deps: Pick<Deps, 'transact' | 'clock'>,
  followerId: string,
  followeeId: string,
): Promise<Outcome<User, 'USER_NOT_FOUND'>> {
  return deps.transact(async (unit) => {
    if (!(await exists(unit.tx, followeeId))) return noSuchUser();
    const changed = await unit.tx.$queryRaw<{ version: number }[]>`
      UPDATE follow SET active = false, version = version + 1
      WHERE follower_id = ${followerId} AND followee_id = ${followeeId} AND active
      RETURNING version`;
    return done(await settle(unit, { followerId, followeeId, following: false, version: changed[0]?.version, changedAt: deps.clock.now() }));
  });
}

interface Change {
  readonly followerId: string;
  readonly followeeId: string;
  readonly following: boolean;
  /** Absent when nothing changed. */
  readonly version: number | undefined;
  readonly changedAt: Date;
}

/** Moves both counters and tells the others, if anything changed; gives the followee as it now stands. */
async function settle({ tx, emit }: UnitOfWork<Tx>, change: Change): Promise<User> {
  const { followerId, followeeId, following, version, changedAt } = change;
  if (version !== undefined) {
    const by = following ? 1 : -1;
    const counters: [string, object][] = [
      [followerId, { followingCount: { increment: by } }],
      [followeeId, { followerCount: { increment: by } }],
    ];
    // Rows are locked in the order of their ids, so that two people who follow each other at once do not wait in a circle.
    for (const [id, data] of counters.sort(([a], [b]) => (a < b ? -1 : 1))) await tx.user.update({ where: { id }, data, select: { id: true } });
    emit(followChanged, { followerId, followeeId, following, version, changedAt: changedAt.toISOString() });
  }
  return tx.user.findUniqueOrThrow({ where: { id: followeeId } });
}

async function exists(tx: Tx, id: string): Promise<boolean> {
  return isId('usr', id) && (await tx.user.findUnique({ where: { id }, select: { id: true } })) !== null;
}

const noSuchUser = () => refused(userError('USER_NOT_FOUND' as const, ['id'], 'There is no such person.'));
