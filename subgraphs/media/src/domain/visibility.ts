import type { Media } from '../generated/prisma/client';
import { Prisma, type PrismaClient } from '../generated/prisma/client';

/** A file that somebody may see. */
export interface VisibleMedia extends Omit<Media, 'dueAt' | 'attempts' | 'reviewAt' | 'byteSize'> {
  /** Whether anyone may see it, signed in or not: it is somebody's avatar, or in a public post of an account that is not private. */
  readonly anyone: boolean;
}

const owner = Prisma.sql`media.owner_id`;

/** Nobody shows another's picture: it counts where its owner put it. */
export const isAvatar = Prisma.sql`EXISTS (SELECT FROM avatar WHERE avatar.user_id = ${owner} AND avatar.media_id = media.id)`;

/** In a post of that visibility, or in any that is there. */
export const isInPost = (visibility?: string) => Prisma.sql`EXISTS (
  SELECT FROM attachment JOIN post ON post.id = attachment.post_id
  WHERE attachment.media_id = media.id AND post.author_id = ${owner}
    AND ${visibility ? Prisma.sql`post.visibility = ${visibility}::post_visibility` : Prisma.sql`post.visibility IS NOT NULL`})`;

const isThere = Prisma.sql`NOT EXISTS (SELECT FROM account WHERE account.user_id = ${owner} AND account.status <> 'ACTIVE')`;
const isPrivate = Prisma.sql`EXISTS (SELECT FROM account WHERE account.user_id = ${owner} AND account.is_private)`;

const isFollower = (viewer: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM follow WHERE follow.follower_id = ${viewer} AND follow.followee_id = ${owner} AND follow.active)`;

const isFriend = (viewer: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM friendship WHERE friendship.one_id = least(${viewer}, ${owner}) AND friendship.other_id = greatest(${viewer}, ${owner})
    AND friendship.active)`;

const isBlocked = (viewer: Prisma.Sql) => Prisma.sql`(
  EXISTS (SELECT FROM block WHERE block.blocker_id = ${owner} AND block.blocked_id = ${viewer} AND block.active)
  OR EXISTS (SELECT FROM block WHERE block.blocker_id = ${viewer} AND block.blocked_id = ${owner} AND block.active))`;

/**
 * Those of the given files that a person (or an anonymous visitor) may see, in one statement: one's own; of an owner who is there, with
 * no block between the two, what is ready and an avatar or in a post that the person may see. An address that anyone may use stays
 * good for who is blocked, as the public page it stands on is for who signs out.
 */
export function visibleMedia(db: PrismaClient, viewerId: string | undefined, ids: readonly string[]): Promise<VisibleMedia[]> {
  const viewer = Prisma.sql`${viewerId ?? null}::text`;
  return db.$queryRaw<VisibleMedia[]>`
    SELECT media.id, owner_id AS "ownerId", status, failure, alt_text AS "altText", revision, width, height, focal_x AS "focalX",
           focal_y AS "focalY", blurhash, animated, version, created_at AS "createdAt", rules.anyone
    FROM media CROSS JOIN LATERAL (
      SELECT status = 'READY' AND ${isThere} AND (${isAvatar} OR NOT ${isPrivate} AND ${isInPost('PUBLIC')}) AS anyone
    ) AS rules
    WHERE media.id = ANY(${ids}::text[]) AND (
      owner_id = ${viewer}
      OR NOT ${isBlocked(viewer)} AND (
        rules.anyone
        OR status = 'READY' AND ${isThere} AND (
          ${isFollower(viewer)} AND (${isInPost('PUBLIC')} OR ${isInPost('FOLLOWERS')}) OR ${isFriend(viewer)} AND ${isInPost('FRIENDS')}
        )
      )
    )`;
}
