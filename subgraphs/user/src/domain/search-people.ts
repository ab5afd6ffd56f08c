import { badInput } from '@ejazz/platform/errors/fault';
import { isId } from '@ejazz/platform/ids/id';
import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '../generated/prisma/client';

export interface PersonFound {
  readonly userId: string;
  /** Larger is better: how the names fit, how close the person is to who asks, how many follow. */
  readonly score: number;
}

export interface PeopleSearch {
  readonly query: string;
  readonly viewerId: string | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

const longestQuery = 100;
const mostWords = 5;
const keyset = z.tuple([z.literal('people'), z.string(), z.number(), z.string().refine((id) => isId('usr', id))]);

export const searchKeyset =
  (query: string) =>
  ({ score, userId }: PersonFound): z.infer<typeof keyset> => ['people', wordsOf(query).join(' '), score, userId];

/**
 * Up to `first` + 1 people of whose names every word of the query begins a word, best first. Ranked by text, closeness and
 * popularity. A single letter finds those whose name begins with it.
 */
export async function searchPeople(db: PrismaClient, { query, viewerId, first, after }: PeopleSearch): Promise<PersonFound[]> {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const [, ofQuery, score, userId] = after ? decodeCursor(after, keyset) : [];
  if (ofQuery !== undefined && ofQuery !== words.join(' ')) throw badInput('after', '"after" is not a cursor of this list.');
  const beyond = score === undefined ? Prisma.empty : Prisma.sql`WHERE (score, "userId") < (${score}, ${userId})`;
  const text = Prisma.sql`people_search_text(display_name, username)`;
  const typed = Prisma.sql`plain_text(${words.join(' ')})`;
  return db.$queryRaw<PersonFound[]>`
    SELECT "userId", score FROM (
      SELECT id AS "userId", round((
        CASE WHEN handle = ${typed} THEN 8 WHEN starts_with(handle, ${typed}) THEN 2 WHEN starts_with(${text}, ' ' || ${typed}) THEN 2 ELSE 1 END
        + CASE WHEN EXISTS (SELECT 1 FROM follow WHERE follower_id = ${viewerId ?? ''} AND followee_id = "user".id AND active) THEN 2 ELSE 0 END
        + CASE WHEN EXISTS (SELECT 1 FROM follow WHERE follower_id = "user".id AND followee_id = ${viewerId ?? ''} AND active) THEN 1 ELSE 0 END
        + log(1 + follower_count) / 3
      )::numeric, 6)::float8 AS score
      FROM "user" WHERE "user".status = 'ACTIVE' AND (
        is_discoverable OR id = ${viewerId ?? ''}
        OR EXISTS (SELECT FROM follow WHERE follower_id = ${viewerId ?? ''} AND followee_id = "user".id AND active)
      ) AND ${Prisma.join(
        words.map((word) => Prisma.sql`${text} LIKE ${beginningOf(word)} || plain_text(${literal(word)}) || '%'`),
        ' AND ',
      )}
    ) AS found ${beyond}
    ORDER BY score DESC, "userId" DESC LIMIT ${first + 1}`;
}

const wordsOf = (query: string): string[] =>
  query
    .slice(0, longestQuery)
    .replaceAll(/[@\p{C}]/gu, ' ')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);

/** What stands before a word where it is looked for; a single letter only at the very beginning, where an index finds it. */
const beginningOf = (word: string): string => ([...word].length === 1 ? ' ' : '% ');
const literal = (word: string): string => word.replaceAll(/[\\%_]/g, '\\$&');
