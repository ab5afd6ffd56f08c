import { refused, userError } from '@ejazz/platform/errors/user-error';
import { isId } from '@ejazz/platform/ids/id';
import type { Tx } from '../../deps';
import type { AccountStatus, User } from '../../generated/prisma/client';

/** Another person as somebody meets them: both are held until the transaction ends. */
export interface Met {
  readonly isPrivate: boolean;
  /** Whether the actor has blocked them. */
  readonly isBlocked: boolean;
}

interface Held {
  readonly id: string;
  readonly status: AccountStatus;
  readonly isPrivate: boolean;
}

/**
 * Holds two people, so that whatever changes between them, in their privacy or in their counters waits for its turn; in the order of their
 * ids, so that two people who act on each other at once do not wait in a circle. Undefined when the actor cannot know of the other:
 * there is nobody, or the other has blocked the actor.
 */
export async function meet(tx: Tx, actorId: string, otherId: string): Promise<Met | undefined> {
  if (!isId('usr', otherId)) return undefined;
  const held = await tx.$queryRaw<Held[]>`
    SELECT id, status, is_private AS "isPrivate" FROM "user" WHERE id IN (${actorId}, ${otherId}) ORDER BY id FOR NO KEY UPDATE`;
  const other = held.find(({ id }) => id === otherId);
  if (other?.status !== 'ACTIVE' || held.length < 2) return undefined;
  // Read after they are held: a block that was being written has been written now.
  const blocks = await tx.block.findMany({
    where: {
      active: true,
      OR: [
        { blockerId: actorId, blockedId: otherId },
        { blockerId: otherId, blockedId: actorId },
      ],
    },
    select: { blockerId: true },
  });
  if (blocks.some(({ blockerId }) => blockerId === otherId)) return undefined;
  return { isPrivate: other.isPrivate, isBlocked: blocks.length > 0 };
}

/** The person a change was about, as they stand after it. */
export const personAfter = (tx: Tx, id: string): Promise<User> => tx.user.findUniqueOrThrow({ where: { id } });

export const noSuchUser = () => refused(userError('USER_NOT_FOUND' as const, ['id'], 'There is no such person.'));
