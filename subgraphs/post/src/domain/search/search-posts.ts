import { badInput } from '@ejazz/platform/errors/fault';
import type { Tx } from '../../deps';
import { type Post, Prisma } from '../../generated/prisma/client';
import { postColumns } from '../columns';
import { type Keyset, type Page, readPlace } from '../page';
import { type ViewerId, visibleTo } from '../visibility';

export const longestQuery = 200;

export const foundPostKeyset =
  (query: string) =>
  ({ createdAt, id }: Post): Keyset => ['found posts', query, createdAt.getTime(), id];

export function checkQuery(query: string): string {
  const trimmed = query.replaceAll('\0', '').trim();
  if (trimmed.length > longestQuery) throw badInput('query', `"query" has at most ${longestQuery} characters.`);
  return trimmed;
}

/**
 * Up to `first` + 1 posts that hold what is looked for and that the viewer may see, latest first. Ordered by time, not by rank: a common
 * word is then found by walking back in time, a rare one by the index of words, and neither by ranking all that hold it.
 */
export function searchPosts(db: Tx, viewerId: ViewerId, query: string, page: Page): Promise<Post[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (post.created_at, post.id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  const asked = Prisma.sql`websearch_to_tsquery('simple', plain_text(${query}))`;
  return db.$queryRaw<Post[]>`
    SELECT ${postColumns} FROM post
    WHERE post.search @@ ${asked} AND querytree(${asked}) NOT IN ('', 'T') AND ${visibleTo(viewerId)} ${beyond}
    ORDER BY post.created_at DESC, post.id DESC
    LIMIT ${page.first + 1}`;
}
