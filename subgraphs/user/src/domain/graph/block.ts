import { blockChanged } from '@ejazz/events/user';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { User } from '../../generated/prisma/client';
import type { Acting } from './follow';
import { settleRequest } from './follow-request';
import { endFollowing } from './following';
import { endFriendship, friendshipOf } from './friendship';
import { meet, noSuchUser, personAfter } from './meet';

type BlockCode = 'USER_NOT_FOUND' | 'CANNOT_BLOCK_SELF';

/**
 * Blocks a person: from now on neither sees anything of the other. Follows, friendship and requests between the two end, both ways. Who is
 * blocked is not told. Doing so again changes nothing.
 */
export async function blockUser({ transact, clock }: Acting, blockerId: string, blockedId: string): Promise<Outcome<User, BlockCode>> {
  if (blockerId === blockedId) return refused(userError('CANNOT_BLOCK_SELF', ['id'], 'You cannot block yourself.'));
  return transact<Outcome<User, BlockCode>>(async (unit) => {
    if (!(await meet(unit.tx, blockerId, blockedId))) return noSuchUser();
    const now = clock.now();
    const [begun] = await unit.tx.$queryRaw<{ version: number }[]>`
      INSERT INTO block (blocker_id, blocked_id, active, version, blocked_at) VALUES (${blockerId}, ${blockedId}, true, 1, ${now})
      ON CONFLICT (blocker_id, blocked_id) DO UPDATE SET active = true, version = block.version + 1, blocked_at = excluded.blocked_at
      WHERE NOT block.active
      RETURNING version`;
    if (begun) {
      unit.emit(blockChanged, { blockerId, blockedId, blocking: true, version: begun.version });
      for (const pair of [
        { followerId: blockerId, followeeId: blockedId },
        { followerId: blockedId, followeeId: blockerId },
      ]) {
        await endFollowing(unit, pair, now);
        await settleRequest(unit, pair, 'CANCELLED', now);
      }
      await endFriendship(unit, await friendshipOf(unit.tx, blockerId, blockedId), now);
    }
    return done(await personAfter(unit.tx, blockedId));
  });
}

/** Ends a block; what it has ended stays so. Doing so again changes nothing. */
export const unblockUser = ({ transact }: Acting, blockerId: string, blockedId: string): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, blockerId, blockedId))) return noSuchUser();
    const [ended] = await unit.tx.$queryRaw<{ version: number }[]>`
      UPDATE block SET active = false, version = version + 1
      WHERE blocker_id = ${blockerId} AND blocked_id = ${blockedId} AND active
      RETURNING version`;
    if (ended) unit.emit(blockChanged, { blockerId, blockedId, blocking: false, version: ended.version });
    return done(await personAfter(unit.tx, blockedId));
  });
