import type { Prisma } from '../generated/prisma/client';

/**
 * The people somebody (undefined: an anonymous visitor) may see, by whatever path: oneself, and whoever is there with no block between the
 * two, whichever side it is on. Neither learns from an answer whether there is a block or nobody.
 */
export const visiblePeople = (viewerId: string | undefined): Prisma.UserWhereInput =>
  viewerId === undefined
    ? { status: 'ACTIVE' }
    : {
        OR: [
          { id: viewerId },
          {
            status: 'ACTIVE',
            blocks: { none: { blockedId: viewerId, active: true } },
            blockedBy: { none: { blockerId: viewerId, active: true } },
          },
        ],
      };

interface Listed {
  readonly id: string;
  readonly isPrivate: boolean;
  readonly followListAudience: 'EVERYONE' | 'FOLLOWERS' | 'NOBODY';
}

/** Whether somebody may see whom a person follows and who follows them. */
export function maySeeFollowLists(
  { id, isPrivate, followListAudience }: Listed,
  viewerId: string | undefined,
  relationship: { readonly isFollowing: boolean; readonly isBlocking: boolean } | null,
): boolean {
  if (id === viewerId) return true;
  if (followListAudience === 'NOBODY' || relationship?.isBlocking) return false;
  return relationship?.isFollowing || (followListAudience === 'EVERYONE' && !isPrivate);
}
