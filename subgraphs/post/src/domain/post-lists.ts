import type { Tx } from '../deps';
import { type Post, Prisma } from '../generated/prisma/client';
import { postColumns } from './columns';
import { type Keyset, type Page, readPlace } from './page';
import { type ViewerId, visibleTo } from './visibility';

export const postKeyset = ({ authorId, createdAt, id }: Post): Keyset => ['posts', authorId, createdAt.getTime(), id];

/** Up to `first` + 1 posts of each author that the viewer may see, latest first, in one statement. */
export function postsOf(db: Tx, viewerId: ViewerId, authorIds: readonly string[], page: Page): Promise<Post[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (post.created_at, post.id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<Post[]>`
    SELECT page.* FROM unnest(${authorIds}::text[]) AS listed (id)
    CROSS JOIN LATERAL (
      SELECT ${postColumns} FROM post
      WHERE post.author_id = listed.id AND ${visibleTo(viewerId)} ${beyond}
      ORDER BY post.created_at DESC, post.id DESC
      LIMIT ${page.first + 1}
    ) AS page
    ORDER BY page."createdAt" DESC, page.id DESC`;
}

export interface PostCount {
  readonly authorId: string;
  readonly count: number;
}

/** How many posts of each author the viewer may see; no row for none. */
export const countPostsOf = (db: Tx, viewerId: ViewerId, authorIds: readonly string[]): Promise<PostCount[]> =>
  db.$queryRaw<PostCount[]>`
    SELECT post.author_id AS "authorId", count(*)::int AS count FROM post
    WHERE post.author_id = ANY(${authorIds}::text[]) AND ${visibleTo(viewerId)}
    GROUP BY post.author_id`;
