import { friendshipChanged } from '@ejazz/events/user';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Tx } from '../../deps';
import type { Friendship, User } from '../../generated/prisma/client';
import type { Acting } from './follow';
import { beginFollowing } from './following';
import { meet, noSuchUser, personAfter } from './meet';

type RequestCode = 'USER_NOT_FOUND' | 'CANNOT_BEFRIEND_SELF';
type AcceptCode = 'USER_NOT_FOUND' | 'REQUEST_NOT_FOUND';

/** A pair is kept under the lower of its ids, whoever asked. */
const pairOf = (a: string, b: string) => (a < b ? { oneId: a, otherId: b } : { oneId: b, otherId: a });

export const friendshipOf = (tx: Tx, a: string, b: string): Promise<Friendship | null> =>
  tx.friendship.findUnique({ where: { oneId_otherId: pairOf(a, b) } });

/** Asks somebody to be friends; who has been asked by them accepts by it. Doing so again changes nothing. */
export async function sendFriendRequest({ transact, clock }: Acting, actorId: string, otherId: string): Promise<Outcome<User, RequestCode>> {
  if (actorId === otherId) return refused(userError('CANNOT_BEFRIEND_SELF', ['id'], 'You cannot be friends with yourself.'));
  return transact<Outcome<User, RequestCode>>(async (unit) => {
    const met = await meet(unit.tx, actorId, otherId);
    if (!met || met.isBlocked) return noSuchUser();
    const present = await friendshipOf(unit.tx, actorId, otherId);
    const now = clock.now();
    if (present?.status === 'REQUESTED' && present.requesterId === otherId) await becomeFriends(unit, present, now);
    else if (!present || present.status === 'ENDED')
      await keep(unit, { ...pairOf(actorId, otherId), requesterId: actorId, status: 'REQUESTED', since: now });
    return done(await personAfter(unit.tx, otherId));
  });
}

/** Accepts somebody's request; doing so again changes nothing. */
export const acceptFriendRequest = ({ transact, clock }: Acting, actorId: string, otherId: string): Promise<Outcome<User, AcceptCode>> =>
  transact<Outcome<User, AcceptCode>>(async (unit) => {
    if (!(await meet(unit.tx, actorId, otherId))) return noSuchUser();
    const present = await friendshipOf(unit.tx, actorId, otherId);
    if (present?.status === 'REQUESTED' && present.requesterId === otherId) await becomeFriends(unit, present, clock.now());
    else if (present?.status !== 'FRIENDS') {
      return refused(userError('REQUEST_NOT_FOUND' as const, ['id'], 'This person has not asked to be your friend, or does not any more.'));
    }
    return done(await personAfter(unit.tx, otherId));
  });

/** Declines somebody's request, who is not told; doing so again changes nothing. */
export const declineFriendRequest = (deps: Acting, actorId: string, otherId: string) =>
  ending(deps, actorId, otherId, ({ status, requesterId }) => status === 'REQUESTED' && requesterId === otherId);

/** Takes one's own request back; doing so again changes nothing. */
export const cancelFriendRequest = (deps: Acting, actorId: string, otherId: string) =>
  ending(deps, actorId, otherId, ({ status, requesterId }) => status === 'REQUESTED' && requesterId === actorId);

/** Ends a friendship; who follows whom stays as it is. Doing so again changes nothing. */
export const unfriendUser = (deps: Acting, actorId: string, otherId: string) => ending(deps, actorId, otherId, ({ status }) => status === 'FRIENDS');

const ending = (
  { transact, clock }: Acting,
  actorId: string,
  otherId: string,
  isMeant: (present: Friendship) => boolean,
): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, actorId, otherId))) return noSuchUser();
    const present = await friendshipOf(unit.tx, actorId, otherId);
    if (present && isMeant(present)) await endFriendship(unit, present, clock.now());
    return done(await personAfter(unit.tx, otherId));
  });

/** Friends follow each other from the beginning: what one shows to friends reaches the other's home feed. */
async function becomeFriends(unit: UnitOfWork<Tx>, present: Friendship, now: Date): Promise<void> {
  await keep(unit, { ...present, status: 'FRIENDS', since: now });
  const { oneId, otherId } = present;
  await beginFollowing(unit, { followerId: oneId, followeeId: otherId }, now);
  await beginFollowing(unit, { followerId: otherId, followeeId: oneId }, now);
}

/** Ends a friendship or a request for one, if there is any. */
export async function endFriendship(unit: UnitOfWork<Tx>, present: Friendship | null, now: Date): Promise<void> {
  if (present && present.status !== 'ENDED') await keep(unit, { ...present, status: 'ENDED', since: now });
}

/** The pair is held, so that nobody else gives it a version meanwhile. */
async function keep({ tx, emit }: UnitOfWork<Tx>, friendship: Omit<Friendship, 'version'>): Promise<void> {
  const { oneId, otherId, requesterId, status, since } = friendship;
  const { version } = await tx.friendship.upsert({
    where: { oneId_otherId: { oneId, otherId } },
    create: { ...friendship, version: 1 },
    update: { requesterId, status, since, version: { increment: 1 } },
    select: { version: true },
  });
  const addresseeId = requesterId === oneId ? otherId : oneId;
  emit(friendshipChanged, { requesterId, addresseeId, status, version, changedAt: since.toISOString() });
}
