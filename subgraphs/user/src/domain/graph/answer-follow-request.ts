import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../../deps';
import type { User } from '../../generated/prisma/client';
import type { Acting } from './follow';
import { settleRequest } from './follow-request';
import { beginFollowing } from './following';
import { meet, noSuchUser, personAfter } from './meet';

type ApproveCode = 'USER_NOT_FOUND' | 'REQUEST_NOT_FOUND';

/** Lets somebody follow who has asked to; doing so again changes nothing. */
export const approveFollowRequest = ({ transact, clock }: Acting, followeeId: string, followerId: string): Promise<Outcome<User, ApproveCode>> =>
  transact<Outcome<User, ApproveCode>>(async (unit) => {
    if (!(await meet(unit.tx, followeeId, followerId))) return noSuchUser();
    const pair = { followerId, followeeId };
    const request = await unit.tx.followRequest.findUnique({ where: { followerId_followeeId: pair } });
    if (request?.status === 'PENDING') await beginFollowing(unit, pair, clock.now());
    else if (!(await unit.tx.follow.findFirst({ where: { ...pair, active: true } }))) {
      return refused(userError('REQUEST_NOT_FOUND' as const, ['id'], 'This person has not asked to follow you, or does not any more.'));
    }
    return done(await personAfter(unit.tx, followerId));
  });

/** Declines a request, which whoever asked is not told; doing so again changes nothing. */
export const declineFollowRequest = ({ transact, clock }: Acting, followeeId: string, followerId: string): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, followeeId, followerId))) return noSuchUser();
    await settleRequest(unit, { followerId, followeeId }, 'DECLINED', clock.now());
    return done(await personAfter(unit.tx, followerId));
  });

/** Takes one's own request back; doing so again changes nothing. */
export const cancelFollowRequest = ({ transact, clock }: Acting, followerId: string, followeeId: string): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, followerId, followeeId))) return noSuchUser();
    await settleRequest(unit, { followerId, followeeId }, 'CANCELLED', clock.now());
    return done(await personAfter(unit.tx, followeeId));
  });

/**
 * Approves whatever waits for people whose accounts are public; each by itself, so that no one holds many. What an end of this process
 * leaves is taken up by the next round of housekeeping.
 */
export async function approveWaiting({ db, transact, clock }: Pick<Deps, 'db' | 'transact' | 'clock'>, followeeId?: string): Promise<void> {
  for (;;) {
    const waiting = await db.$queryRaw<{ followerId: string; followeeId: string }[]>`
      SELECT follower_id AS "followerId", followee_id AS "followeeId"
      FROM follow_request JOIN "user" ON "user".id = followee_id
      WHERE follow_request.status = 'PENDING' AND NOT is_private AND "user".status = 'ACTIVE'
        AND (${followeeId ?? null}::text IS NULL OR followee_id = ${followeeId ?? null})
      LIMIT 100`;
    for (const pair of waiting) {
      await transact(async (unit) => {
        const met = await meet(unit.tx, pair.followerId, pair.followeeId);
        if (met?.isPrivate) return;
        if (met && !met.isBlocked) await beginFollowing(unit, pair, clock.now());
        else await settleRequest(unit, pair, 'CANCELLED', clock.now());
      });
    }
    if (waiting.length < 100) return;
  }
}
