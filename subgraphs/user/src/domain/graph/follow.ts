import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../../deps';
import type { User } from '../../generated/prisma/client';
import { askToFollow, settleRequest } from './follow-request';
import { beginFollowing, endFollowing } from './following';
import { meet, noSuchUser, personAfter } from './meet';

export type Acting = Pick<Deps, 'transact' | 'clock'>;

type FollowCode = 'USER_NOT_FOUND' | 'CANNOT_FOLLOW_SELF';

/** Follows a person, or asks to if their account is private; doing so again changes nothing. */
export async function followUser({ transact, clock }: Acting, followerId: string, followeeId: string): Promise<Outcome<User, FollowCode>> {
  if (followerId === followeeId) return refused(userError('CANNOT_FOLLOW_SELF', ['id'], 'You cannot follow yourself.'));
  return transact<Outcome<User, FollowCode>>(async (unit) => {
    const met = await meet(unit.tx, followerId, followeeId);
    if (!met || met.isBlocked) return noSuchUser();
    const change = met.isPrivate ? askToFollow : beginFollowing;
    await change(unit, { followerId, followeeId }, clock.now());
    return done(await personAfter(unit.tx, followeeId));
  });
}

/** Stops following a person, or takes the request to back; doing so again changes nothing. */
export const unfollowUser = ({ transact, clock }: Acting, followerId: string, followeeId: string): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, followerId, followeeId))) return noSuchUser();
    await endFollowing(unit, { followerId, followeeId }, clock.now());
    await settleRequest(unit, { followerId, followeeId }, 'CANCELLED', clock.now());
    return done(await personAfter(unit.tx, followeeId));
  });

/** Makes somebody cease to follow oneself, who is not told; doing so again changes nothing. */
export const removeFollower = ({ transact, clock }: Acting, followeeId: string, followerId: string): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, followeeId, followerId))) return noSuchUser();
    await endFollowing(unit, { followerId, followeeId }, clock.now());
    return done(await personAfter(unit.tx, followerId));
  });
