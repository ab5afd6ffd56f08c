import type { Tx } from '../../deps';
import { Prisma } from '../../generated/prisma/client';
import { inReach, visibleBy } from '../visibility';
import { mentionedIn, readFacets } from './facet';

interface Named {
  readonly id: string;
  readonly authorId: string;
  readonly facets: unknown;
}

interface NamingPost extends Named {
  readonly quotedPostId: string | null;
  readonly version: number;
}

export interface Audience {
  readonly id: string;
  readonly mentionedIds: readonly string[];
  readonly quotedAuthorId: string | null;
}

/** Of those whom posts mention or quote, those who may see them, by the id of the post: nobody else is told. Kept for telling it again. */
export async function audienceOfPosts(tx: Tx, posts: readonly NamingPost[]): Promise<ReadonlyMap<string, Audience>> {
  const quotedIds = posts.map(({ quotedPostId }) => quotedPostId).filter((id) => id !== null);
  const quoted = quotedIds.length > 0 ? await tx.post.findMany({ where: { id: { in: quotedIds } }, select: { id: true, authorId: true } }) : [];
  const authors = new Map(quoted.map((post) => [post.id, post.authorId]));
  const named = posts.flatMap(({ id, authorId, facets, quotedPostId }) => {
    const quotedAuthorId = authors.get(quotedPostId ?? '');
    return [...mentionedIn(readFacets(facets)), ...(quotedAuthorId ? [quotedAuthorId] : [])]
      .filter((userId) => userId !== authorId)
      .map((userId) => ({ id, userId, quoted: userId === quotedAuthorId }));
  });
  // A new post that names nobody has nothing to be taken back.
  if (named.length === 0 && posts.every(({ version }) => version === 1)) return new Map();
  const told = await tx.$queryRaw<Audience[]>`
    WITH seen AS (
      SELECT post.id, coalesce(array_agg(DISTINCT named."userId") FILTER (WHERE NOT named.quoted), '{}') AS mentioned,
        max(named."userId") FILTER (WHERE named.quoted) AS quoted
      FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS named ("id" text, "userId" text, quoted boolean) JOIN post ON post.id = named."id"
      WHERE ${visibleBy(Prisma.sql`named."userId"`)}
      GROUP BY post.id
    )
    UPDATE post SET mentioned_ids = coalesce(seen.mentioned, '{}'), quoted_author_id = seen.quoted
    FROM unnest(${posts.map(({ id }) => id)}::text[]) AS listed (id) LEFT JOIN seen ON seen.id = listed.id
    WHERE post.id = listed.id
    RETURNING post.id, post.mentioned_ids AS "mentionedIds", post.quoted_author_id AS "quotedAuthorId"`;
  return new Map(told.map((audience) => [audience.id, audience]));
}

/** The same of comments. Whom they answer is told of that instead. */
export async function mentionedByComments(tx: Tx, comments: readonly Named[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const named = comments.flatMap(({ id, authorId, facets }) =>
    mentionedIn(readFacets(facets))
      .filter((userId) => userId !== authorId)
      .map((userId) => ({ id, userId })),
  );
  if (named.length === 0) return new Map();
  const told = await tx.$queryRaw<{ id: string; mentionedIds: string[] }[]>`
    UPDATE comment SET mentioned_ids = seen.mentioned
    FROM (
      SELECT told.id, array_agg(DISTINCT named."userId") AS mentioned
      FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS named ("id" text, "userId" text)
        JOIN comment AS told ON told.id = named."id" JOIN post ON post.id = told.post_id
      WHERE ${visibleBy(Prisma.sql`named."userId"`)} AND ${inReach(Prisma.sql`told.author_id`, Prisma.sql`named."userId"`)}
      GROUP BY told.id
    ) AS seen
    WHERE comment.id = seen.id
    RETURNING comment.id, comment.mentioned_ids AS "mentionedIds"`;
  return new Map(told.map(({ id, mentionedIds }) => [id, mentionedIds]));
}
