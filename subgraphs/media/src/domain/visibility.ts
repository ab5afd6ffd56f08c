import type { Media } from '../generated/prisma/client';
import { Prisma, type PrismaClient } from '../generated/prisma/client';

/** A file that somebody may see. */
export interface VisibleMedia extends Omit<Media, 'dueAt' | 'attempts'> {
  /** Whether anyone may see it: it is somebody's avatar, or in a public post. */
  readonly anyone: boolean;
}

/** Nobody shows another's picture: it counts where its owner put it. */
const isAvatar = Prisma.sql`EXISTS (SELECT FROM avatar WHERE avatar.user_id = media.owner_id AND avatar.media_id = media.id)`;

const isInPost = (visibility: string) => Prisma.sql`EXISTS (
  SELECT FROM attachment JOIN post ON post.id = attachment.post_id
  WHERE attachment.media_id = media.id AND post.author_id = media.owner_id AND post.visibility = ${visibility}::post_visibility)`;

/**
 * Those of the given files that a person (or an anonymous visitor) may see, in one statement: one's own; what is ready and an
 * avatar or in a public post; what is ready and in a post for followers, of somebody one follows.
 */
export function visibleMedia(db: PrismaClient, viewerId: string | undefined, ids: readonly string[]): Promise<VisibleMedia[]> {
  const viewer = Prisma.sql`${viewerId ?? null}::text`;
  const isFollowing = Prisma.sql`EXISTS (
    SELECT FROM follow WHERE follow.follower_id = ${viewer} AND follow.followee_id = media.owner_id AND follow.active)`;
  return db.$queryRaw<VisibleMedia[]>`
    SELECT media.id, owner_id AS "ownerId", status, failure, alt_text AS "altText", revision, width, height, thumbnail_width AS "thumbnailWidth",
           thumbnail_height AS "thumbnailHeight", version, created_at AS "createdAt", rules.anyone
    FROM media CROSS JOIN LATERAL (SELECT status = 'READY' AND (${isAvatar} OR ${isInPost('PUBLIC')}) AS anyone) AS rules
    WHERE media.id = ANY(${ids}::text[])
      AND (rules.anyone OR owner_id = ${viewer} OR (status = 'READY' AND ${isFollowing} AND ${isInPost('FOLLOWERS')}))`;
}
