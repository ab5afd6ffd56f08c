import type { PrismaClient } from '../generated/prisma/client';

/** How the viewer and a person stand to each other. */
export interface Relationship {
  readonly userId: string;
  readonly isFollowing: boolean;
  readonly isFollowedBy: boolean;
}

/** The relationships of one viewer with many people, in one statement; none for oneself or an anonymous visitor. */
export async function relationships(db: PrismaClient, viewerId: string | undefined, userIds: readonly string[]): Promise<Relationship[]> {
  const others = userIds.filter((id) => id !== viewerId);
  if (!viewerId || others.length === 0) return [];
  const follows = await db.follow.findMany({
    where: {
      active: true,
      OR: [
        { followerId: viewerId, followeeId: { in: others } },
        { followeeId: viewerId, followerId: { in: others } },
      ],
    },
    select: { followerId: true, followeeId: true },
  });
  const followed = new Set(follows.map(({ followeeId }) => followeeId));
  const following = new Set(follows.map(({ followerId }) => followerId));
  return others.map((userId) => ({ userId, isFollowing: followed.has(userId), isFollowedBy: following.has(userId) }));
}
