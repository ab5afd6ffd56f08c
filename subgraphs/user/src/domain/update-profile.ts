import { avatarChanged } from '@ejazz/events/user';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { isId } from '@ejazz/platform/ids/id';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Deps, Tx } from '../deps';
import type { User } from '../generated/prisma/client';
import { checkBio, checkDisplayName, cleanBio } from './profile-rules';

export interface ProfileChange {
  readonly displayName?: string | null | undefined;
  readonly bio?: string | null | undefined;
  /** null removes the picture. */
  readonly avatarId?: string | null | undefined;
}

type ProfileCode = 'DISPLAY_NAME_INVALID' | 'BIO_TOO_LONG' | 'AVATAR_INVALID';

/** Changes one's own profile; what is absent stays. */
export async function updateProfile(deps: Pick<Deps, 'transact'>, userId: string, change: ProfileChange): Promise<Outcome<User, ProfileCode>> {
  const { displayName, bio, avatarId } = change;
  return deps.transact<Outcome<User, ProfileCode>>(async (unit) => {
    const faults = [
      displayName == null ? undefined : checkDisplayName(displayName),
      bio == null ? undefined : checkBio(bio),
      avatarId == null ? undefined : await checkAvatar(unit.tx, userId, avatarId),
    ].filter((fault) => fault !== undefined);
    if (faults.length > 0) return refused<ProfileCode>(...faults);
    if (avatarId !== undefined) await changeAvatar(unit, userId, avatarId);
    const data = { displayName: displayName?.trim(), bio: bio == null ? undefined : cleanBio(bio) };
    return done(await unit.tx.user.update({ where: { id: userId }, data }));
  });
}

async function checkAvatar(tx: Tx, ownerId: string, mediaId: string) {
  const isReady = isId('med', mediaId) && (await tx.readyMedia.count({ where: { mediaId, ownerId, deleted: false } })) === 1;
  if (isReady) return undefined;
  return userError('AVATAR_INVALID' as const, ['input', 'avatarId'], 'This picture does not exist, is not ready or is not yours.');
}

/** Tells the others, if it is another picture than before. */
async function changeAvatar({ tx, emit }: UnitOfWork<Tx>, userId: string, mediaId: string | null): Promise<void> {
  const [changed] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE "user" SET avatar_id = ${mediaId}::text, version = version + 1
    WHERE id = ${userId} AND avatar_id IS DISTINCT FROM ${mediaId}::text
    RETURNING version`;
  if (changed) emit(avatarChanged, { userId, mediaId, version: changed.version });
}
