import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../deps';
import type { FollowListAudience, PostVisibility, User } from '../generated/prisma/client';
import { changeAccount } from './account/change-account';
import { approveWaiting } from './graph/answer-follow-request';

export interface PrivacyChange {
  readonly isPrivate?: boolean | null | undefined;
  readonly isDiscoverable?: boolean | null | undefined;
  readonly followListAudience?: FollowListAudience | null | undefined;
  readonly defaultPostVisibility?: PostVisibility | null | undefined;
}

/** Changes who may see what of a person; what is absent stays. Of an account that becomes public, requests that wait are approved. */
export async function updatePrivacy(
  deps: Pick<Deps, 'db' | 'transact' | 'clock'>,
  userId: string,
  change: PrivacyChange,
): Promise<Outcome<User, 'NOTHING_TO_CHANGE'>> {
  const wanted = {
    ...(change.isPrivate == null ? {} : { isPrivate: change.isPrivate }),
    ...(change.isDiscoverable == null ? {} : { isDiscoverable: change.isDiscoverable }),
    ...(change.followListAudience == null ? {} : { followListAudience: change.followListAudience }),
    ...(change.defaultPostVisibility == null ? {} : { defaultPostVisibility: change.defaultPostVisibility }),
  };
  if (Object.keys(wanted).length === 0) return refused(userError('NOTHING_TO_CHANGE', ['input'], 'Name at least one setting.'));
  const user = await deps.transact(async (unit) => {
    const held = await unit.tx.$queryRaw<[User]>`SELECT is_private AS "isPrivate", default_post_visibility AS "defaultPostVisibility"
      FROM "user" WHERE id = ${userId} FOR NO KEY UPDATE`;
    const told = (['isPrivate', 'defaultPostVisibility'] as const).some((name) => wanted[name] !== undefined && wanted[name] !== held[0][name]);
    return told ? changeAccount(unit, userId, wanted) : unit.tx.user.update({ where: { id: userId }, data: wanted });
  });
  if (change.isPrivate === false) await approveWaiting(deps, userId);
  return done(user);
}
