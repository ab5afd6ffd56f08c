import type { Tx } from '../deps';
import { type Post, Prisma } from '../generated/prisma/client';
import { postColumns } from './columns';
import { type Keyset, type Page, readPlace } from './page';
import { type ViewerId, visibleTo } from './visibility';

export type HashtagPost = Post & { readonly hashtag: string };

export const hashtagKeyset = ({ hashtag, createdAt, id }: HashtagPost): Keyset => ['hashtag', hashtag, createdAt.getTime(), id];

/** Up to `first` + 1 posts under each hashtag that the viewer may see, latest first, in one statement. */
export function hashtagPosts(db: Tx, viewerId: ViewerId, names: readonly string[], page: Page): Promise<HashtagPost[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (named.created_at, named.post_id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  return db.$queryRaw<HashtagPost[]>`
    SELECT page.* FROM unnest(${names}::text[]) AS listed (name)
    CROSS JOIN LATERAL (
      SELECT named.name AS hashtag, ${postColumns} FROM post_hashtag AS named JOIN post ON post.id = named.post_id
      WHERE named.name = listed.name AND ${visibleTo(viewerId)} ${beyond}
      ORDER BY named.created_at DESC, named.post_id DESC
      LIMIT ${page.first + 1}
    ) AS page
    ORDER BY page."createdAt" DESC, page.id DESC`;
}
