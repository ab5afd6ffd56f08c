import { isId } from '@ejazz/platform/ids/id';
import type { Tx } from '../deps';
import { type Comment, type Post, Prisma } from '../generated/prisma/client';
import { commentColumns, postColumns } from './columns';

/** Who looks; undefined for an anonymous visitor. */
export type ViewerId = string | undefined;

const sqlOf = (viewerId: ViewerId): Prisma.Sql => Prisma.sql`${viewerId ?? null}::text`;

/** Whether a person's things may reach a viewer at all: they are the viewer's own, or the account is there and neither has blocked the other. */
export const inReach = (person: Prisma.Sql, viewer: Prisma.Sql): Prisma.Sql => Prisma.sql`(${person} = ${viewer} OR
  NOT EXISTS (SELECT FROM account WHERE account.user_id = ${person} AND account.status <> 'ACTIVE')
  AND NOT EXISTS (SELECT FROM block WHERE block.blocker_id = ${person} AND block.blocked_id = ${viewer} AND block.active)
  AND NOT EXISTS (SELECT FROM block WHERE block.blocker_id = ${viewer} AND block.blocked_id = ${person} AND block.active)
)`;

const isFollower = (viewer: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM follow WHERE follow.follower_id = ${viewer} AND follow.followee_id = post.author_id AND follow.active)`;

const isFriend = (viewer: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM friendship WHERE friendship.one_id = least(${viewer}, post.author_id) AND friendship.other_id = greatest(${viewer}, post.author_id)
    AND friendship.active)`;

const isPrivate = Prisma.sql`EXISTS (SELECT FROM account WHERE account.user_id = post.author_id AND account.is_private)`;

/**
 * The one rule of who may see a post, as a condition on a row of `post`: deleted, nobody; one's own, always; of somebody out of reach,
 * nobody; ONLY_ME, the author; FRIENDS, friends; FOLLOWERS, active followers; PUBLIC, everyone, but followers alone if the account is
 * private. Lists and lookups alike put it into their SQL, so that pages are full and no path forgets it.
 */
export const visibleTo = (viewerId: ViewerId): Prisma.Sql => visibleBy(sqlOf(viewerId));

/** The same rule for a viewer who stands in SQL, NULL when anonymous. */
export const visibleBy = (viewer: Prisma.Sql): Prisma.Sql => Prisma.sql`post.deleted_at IS NULL AND ${admits(Prisma.sql`post.visibility`, viewer)}`;

/** Whom a visibility of the author of `post` lets through. */
const admits = (visibility: Prisma.Sql, viewer: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(
    post.author_id = ${viewer}
    OR ${inReach(Prisma.sql`post.author_id`, viewer)} AND CASE ${visibility}
      WHEN 'PUBLIC' THEN NOT ${isPrivate} OR ${isFollower(viewer)}
      WHEN 'FOLLOWERS' THEN ${isFollower(viewer)}
      WHEN 'FRIENDS' THEN ${isFriend(viewer)}
      ELSE false
    END
  )`;

/** Of what a post said once, a viewer sees what they might have seen then: opening a post does not open its past. */
export const visibleRevision = (viewerId: ViewerId): Prisma.Sql =>
  Prisma.sql`${visibleTo(viewerId)} AND ${admits(Prisma.sql`revision.visibility`, sqlOf(viewerId))}`;

/** Who wrote a comment may be out of reach where the post is not. */
export const commentVisibleTo = (viewerId: ViewerId): Prisma.Sql =>
  Prisma.sql`comment.deleted_at IS NULL AND ${inReach(Prisma.sql`comment.author_id`, sqlOf(viewerId))}`;

/** A comment where it stands among others; one that the viewer may not see is there for the sake of the answers to it alone. */
export type ThreadItem = Comment & { readonly available: boolean };

/**
 * Whether a comment has a place in its thread, and whether it is there itself: where others answered one that was deleted, or one of
 * somebody out of reach, its place is shown, and nothing tells which of the two it is.
 */
export const isInThread = (viewerId: ViewerId) => {
  const available = commentVisibleTo(viewerId);
  return { available: Prisma.sql`(${available})`, shown: Prisma.sql`(comment.reply_count > 0 OR ${available})` };
};

/** Reactions are shown with those who gave them. */
export const reactionVisibleTo = (viewerId: ViewerId): Prisma.Sql =>
  Prisma.sql`reaction.kind IS NOT NULL AND ${inReach(Prisma.sql`reaction.actor_id`, sqlOf(viewerId))}`;

/** Reposts are shown with those who gave them. */
export const repostVisibleTo = (viewerId: ViewerId): Prisma.Sql =>
  Prisma.sql`repost.active AND ${inReach(Prisma.sql`repost.actor_id`, sqlOf(viewerId))}`;

/** Those of the posts that the viewer may see. */
export function visiblePosts(db: Tx, viewerId: ViewerId, ids: readonly string[]): Promise<Post[]> {
  const wellFormed = ids.filter((id) => isId('pst', id));
  return db.$queryRaw<Post[]>`SELECT ${postColumns} FROM post WHERE post.id = ANY(${wellFormed}::text[]) AND ${visibleTo(viewerId)}`;
}

/** Those of the comments that have a place in a thread of a post that the viewer may see. */
export function threadItems(db: Tx, viewerId: ViewerId, ids: readonly string[]): Promise<ThreadItem[]> {
  const wellFormed = ids.filter((id) => isId('cmt', id));
  const { shown, available } = isInThread(viewerId);
  return db.$queryRaw<ThreadItem[]>`
    SELECT ${commentColumns}, ${available} AS available FROM comment JOIN post ON post.id = comment.post_id
    WHERE comment.id = ANY(${wellFormed}::text[]) AND ${shown} AND ${visibleTo(viewerId)}`;
}

/** Those of the comments that the viewer may see, of posts that they may see. */
export const visibleComments = async (db: Tx, viewerId: ViewerId, ids: readonly string[]): Promise<ThreadItem[]> =>
  (await threadItems(db, viewerId, ids)).filter(({ available }) => available);

export async function visiblePost(db: Tx, viewerId: ViewerId, id: string): Promise<Post | undefined> {
  return (await visiblePosts(db, viewerId, [id]))[0];
}

export async function visibleComment(db: Tx, viewerId: ViewerId, id: string): Promise<ThreadItem | undefined> {
  return (await visibleComments(db, viewerId, [id]))[0];
}

/** A post that the viewer may see, held until the transaction ends: nobody deletes it or counts on it meanwhile. */
export async function holdVisiblePost(tx: Tx, viewerId: ViewerId, id: string): Promise<Post | undefined> {
  if (!isId('pst', id)) return undefined;
  const held = await tx.$queryRaw<Post[]>`
    SELECT ${postColumns} FROM post WHERE post.id = ${id} AND ${visibleTo(viewerId)} FOR NO KEY UPDATE OF post`;
  return held[0];
}
