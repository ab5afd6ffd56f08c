import { Prisma } from '../generated/prisma/client';

/** The notifications a person may see, by whatever path: their own, while what they tell of stands. */
export const visibleNotifications = (viewerId: string) => ({ recipientId: viewerId, withdrawnAt: null }) satisfies Prisma.NotificationWhereInput;

/**
 * Whether nothing that the actor does is told to the recipient: one has blocked the other, the recipient has muted the actor with
 * notifications, or the actor is not there. What is silenced is not told when that ends; what was told is withdrawn when it begins.
 */
export const isSilenced = (recipient: Prisma.Sql, actor: Prisma.Sql, now: Date): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT FROM account WHERE account.user_id = ${actor} AND account.status <> 'ACTIVE')
  OR EXISTS (SELECT FROM block WHERE block.blocker_id = ${actor} AND block.blocked_id = ${recipient} AND block.active)
  OR EXISTS (SELECT FROM block WHERE block.blocker_id = ${recipient} AND block.blocked_id = ${actor} AND block.active)
  OR EXISTS (
    SELECT FROM mute WHERE mute.muter_id = ${recipient} AND mute.muted_id = ${actor} AND mute.active AND mute.notifications
      AND coalesce(mute.until > ${now}::timestamptz, true)
  )
)`;
