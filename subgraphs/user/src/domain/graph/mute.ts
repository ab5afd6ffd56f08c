import { muteChanged } from '@ejazz/events/user';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { User } from '../../generated/prisma/client';
import type { Acting } from './follow';
import { meet, noSuchUser, personAfter } from './meet';

export interface Muting {
  readonly id: string;
  /** When it ends by itself; absent when it does not. */
  readonly until?: Date | null | undefined;
  /** Whether notifications are hidden too. */
  readonly notifications?: boolean;
}

type MuteCode = 'USER_NOT_FOUND' | 'CANNOT_MUTE_SELF' | 'UNTIL_NOT_AHEAD';

/**
 * Mutes a person, who is not told: their things no longer turn up in one's feed, suggestions and, unless said otherwise, notifications.
 * Muting again changes until when and how.
 */
export async function muteUser({ transact, clock }: Acting, muterId: string, mute: Muting): Promise<Outcome<User, MuteCode>> {
  const { id: mutedId, until = null, notifications = true } = mute;
  const now = clock.now();
  if (muterId === mutedId) return refused(userError('CANNOT_MUTE_SELF', ['input', 'id'], 'You cannot mute yourself.'));
  if (until && until <= now) return refused(userError('UNTIL_NOT_AHEAD', ['input', 'until'], 'The end is not in the future.'));
  return transact<Outcome<User, MuteCode>>(async (unit) => {
    const met = await meet(unit.tx, muterId, mutedId);
    if (!met || met.isBlocked) return refused(userError('USER_NOT_FOUND', ['input', 'id'], 'There is no such person.'));
    const [changed] = await unit.tx.$queryRaw<{ version: number }[]>`
      INSERT INTO mute (muter_id, muted_id, active, until, notifications, version, muted_at)
      VALUES (${muterId}, ${mutedId}, true, ${until}::timestamptz, ${notifications}, 1, ${now})
      ON CONFLICT (muter_id, muted_id) DO UPDATE SET active = true, until = excluded.until, notifications = excluded.notifications,
        version = mute.version + 1, muted_at = CASE WHEN mute.active AND coalesce(mute.until > ${now}, true) THEN mute.muted_at ELSE excluded.muted_at END
      WHERE NOT mute.active OR (mute.until, mute.notifications) IS DISTINCT FROM (excluded.until, excluded.notifications)
      RETURNING version`;
    if (changed) {
      unit.emit(muteChanged, { muterId, mutedId, muting: true, until: until?.toISOString() ?? null, notifications, version: changed.version });
    }
    return done(await personAfter(unit.tx, mutedId));
  });
}

/** Ends a mute; doing so again changes nothing. */
export const unmuteUser = ({ transact }: Acting, muterId: string, mutedId: string): Promise<Outcome<User, 'USER_NOT_FOUND'>> =>
  transact<Outcome<User, 'USER_NOT_FOUND'>>(async (unit) => {
    if (!(await meet(unit.tx, muterId, mutedId))) return noSuchUser();
    const [ended] = await unit.tx.$queryRaw<{ version: number; until: Date | null; notifications: boolean }[]>`
      UPDATE mute SET active = false, version = version + 1 WHERE muter_id = ${muterId} AND muted_id = ${mutedId} AND active
      RETURNING version, until, notifications`;
    if (ended) unit.emit(muteChanged, { muterId, mutedId, muting: false, ...ended, until: ended.until?.toISOString() ?? null });
    return done(await personAfter(unit.tx, mutedId));
  });
