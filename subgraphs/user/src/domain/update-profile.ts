import { avatarChanged } from '@ejazz/events/user';
import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx } from '../deps';
import type { User } from '../generated/prisma/client';
import { checkBio, checkDisplayName } from './profile-rules';

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
  const faults = [displayName != null && checkDisplayName(displayName), bio != null && checkBio(bio)].filter(
    (fault) => fault !== false && fault !== undefined,
  );
  if (faults.length > 0) return refused<ProfileCode>(...faults);
  return deps.transact(async ({ tx, emit }) => {
    if (avatarId && !(await isReadyPictureOf(tx, userId, avatarId))) {
      return refused(userError('AVATAR_INVALID' as const, ['input', 'avatarId'], 'This picture does not exist, is not ready or is not yours.'));
    }
    const user = await tx.user.update({
      where: { id: userId },
      data: {
        displayName: displayName?.trim(),
        bio: bio ?? undefined,
        ...(avatarId === undefined ? {} : { avatarId, version: { increment: 1 } }),
      },
    });
    if (avatarId !== undefined) emit(avatarChanged, { userId, mediaId: avatarId, version: user.version });
    return done(user);
  });
}

async function isReadyPictureOf(tx: Tx, ownerId: string, mediaId: string): Promise<boolean> {
  return (await tx.readyMedia.count({ where: { mediaId, ownerId } })) === 1;
}
