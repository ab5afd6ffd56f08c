import { isId } from '@ejazz/platform/ids/id';
import type { Tx } from '../deps';
import { type Comment, type Post, Prisma } from '../generated/prisma/client';
import { commentColumns, postColumns } from './columns';

/** Who looks; undefined for an anonymous visitor. */
export type ViewerId = string | undefined;

/**
 * The one rule of who may see a post, as a condition on a row of `post`: deleted, nobody; ONLY_ME, the author; FRIENDS, the author, since
 * this service does not know yet who are friends; FOLLOWERS, the author and active followers; PUBLIC, everyone. Lists and lookups alike
 * put it into their SQL, so that pages are full and no path forgets it.
 */
export const visibleTo = (viewerId: ViewerId): Prisma.Sql =>
  viewerId === undefined ? Prisma.sql`post.deleted_at IS NULL AND post.visibility = 'PUBLIC'` : visibleBy(Prisma.sql`${viewerId}`);

/** The same rule for a viewer who stands in SQL, NULL when anonymous. */
export const visibleBy = (viewer: Prisma.Sql): Prisma.Sql => Prisma.sql`post.deleted_at IS NULL AND ${admits(Prisma.sql`post.visibility`, viewer)}`;

/** Whom a visibility of the author of `post` lets through. */
const admits = (visibility: Prisma.Sql, viewer: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(
    ${visibility} = 'PUBLIC'
    OR post.author_id = ${viewer}
    OR ${visibility} = 'FOLLOWERS' AND EXISTS (
      SELECT FROM follow WHERE follow.follower_id = ${viewer} AND follow.followee_id = post.author_id AND follow.active
    )
  )`;

/** Of what a post said once, a viewer sees what they might have seen then: opening a post does not open its past. */
export const visibleRevision = (viewerId: ViewerId): Prisma.Sql =>
  Prisma.sql`${visibleTo(viewerId)} AND ${admits(Prisma.sql`revision.visibility`, Prisma.sql`${viewerId ?? null}::text`)}`;

/** Those of the posts that the viewer may see. */
export function visiblePosts(db: Tx, viewerId: ViewerId, ids: readonly string[]): Promise<Post[]> {
  const wellFormed = ids.filter((id) => isId('pst', id));
  return db.$queryRaw<Post[]>`SELECT ${postColumns} FROM post WHERE post.id = ANY(${wellFormed}::text[]) AND ${visibleTo(viewerId)}`;
}

/** Those of the comments that are there, of posts that the viewer may see. */
export function visibleComments(db: Tx, viewerId: ViewerId, ids: readonly string[]): Promise<Comment[]> {
  const wellFormed = ids.filter((id) => isId('cmt', id));
  return db.$queryRaw<Comment[]>`
    SELECT ${commentColumns} FROM comment JOIN post ON post.id = comment.post_id
    WHERE comment.id = ANY(${wellFormed}::text[]) AND comment.deleted_at IS NULL AND ${visibleTo(viewerId)}`;
}

export async function visiblePost(db: Tx, viewerId: ViewerId, id: string): Promise<Post | undefined> {
  return (await visiblePosts(db, viewerId, [id]))[0];
}

export async function visibleComment(db: Tx, viewerId: ViewerId, id: string): Promise<Comment | undefined> {
  return (await visibleComments(db, viewerId, [id]))[0];
}

/** A post that the viewer may see, held until the transaction ends: nobody deletes it or counts on it meanwhile. */
export async function holdVisiblePost(tx: Tx, viewerId: ViewerId, id: string): Promise<Post | undefined> {
  if (!isId('pst', id)) return undefined;
  const held = await tx.$queryRaw<Post[]>`
    SELECT ${postColumns} FROM post WHERE post.id = ${id} AND ${visibleTo(viewerId)} FOR NO KEY UPDATE OF post`;
  return held[0];
}
