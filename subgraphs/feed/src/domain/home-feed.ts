import { badInput } from '@ejazz/platform/errors/fault';
import type { PageArgs } from '@ejazz/platform/pagination/connection';
import { decodeCursor, encodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import type { Deps } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { visibleEntry } from './visibility';

export interface HomeFeedRow {
  readonly postId: string;
  readonly reason: 'FOLLOWING' | 'OWN';
}

export interface HomeFeedPage {
  /** One more than asked for, if there are so many. */
  readonly rows: readonly HomeFeedRow[];
  /** The database's clock when the walk began, in UTC to the microsecond. */
  readonly asOf: string;
}

/** A year that there is in ISO 8601 and in PostgreSQL. */
const moment = z.iso.datetime({ precision: 6 }).regex(/^[12]/);
/** Whose feed, when the walk began, and the post that the page ended with. */
const keyset = z.tuple([z.literal('home'), z.string(), moment, z.string().max(100).regex(/^\w*$/)]);
const walk = z.tuple([z.literal('home'), z.string(), moment]);

export const homeFeedKeyset = (readerId: string, asOf: string, { postId }: HomeFeedRow): z.infer<typeof keyset> => ['home', readerId, asOf, postId];

/** Where what is not in a walk yet begins. */
export const walkCursor = (readerId: string, asOf: string): string => encodeCursor(['home', readerId, asOf] satisfies z.infer<typeof walk>);

export function readWalk(cursor: string, readerId: string, argument: string): string {
  const [, ofReader, asOf] = decodeCursor(cursor, walk, argument);
  checkReader(ofReader, readerId, argument);
  return asOf;
}

/** Refuses a cursor that somebody else's feed has given out. */
function checkReader(ofReader: string, readerId: string, argument: string): void {
  if (ofReader !== readerId) throw badInput(argument, `"${argument}" is not a cursor of this list.`);
}

/**
 * A page of one reader's home feed, latest post first, in one statement. A page with `after` belongs to the walk of that cursor. Each entry is
 * judged by itself: left to join as it likes, PostgreSQL reads and sorts a whole feed for one page, ten times slower (bench/feed).
 */
export async function homeFeed({ db }: Pick<Deps, 'db'>, readerId: string, { first, after }: PageArgs): Promise<HomeFeedPage> {
  const [, ofReader, began, lastId] = after ? decodeCursor(after, keyset) : (['home', readerId, null, null] as const);
  checkReader(ofReader, readerId, 'after');
  const beyond = lastId === null ? Prisma.empty : Prisma.sql`AND e.post_id < ${lastId}`;
  const found = await db.$queryRaw<{ asOf: string; postId: string | null; reason: HomeFeedRow['reason'] }[]>`
    WITH walk AS MATERIALIZED (SELECT coalesce(${began}::timestamptz, clock_timestamp()) AS as_of)
    SELECT to_char(walk.as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "asOf", page.post_id AS "postId", page.reason
    FROM walk LEFT JOIN LATERAL (
      SELECT e.post_id, CASE WHEN e.author_id = e.reader_id THEN 'OWN' ELSE 'FOLLOWING' END AS reason
      FROM feed_entry e CROSS JOIN LATERAL (SELECT FROM post_ref p WHERE p.post_id = e.post_id AND ${visibleEntry} LIMIT 1) AS visible
      WHERE e.reader_id = ${readerId} AND e.added_at <= walk.as_of ${beyond}
      ORDER BY e.post_id DESC
      LIMIT ${first + 1}
    ) AS page ON true
    ORDER BY page.post_id DESC`;
  const rows = found.flatMap(({ postId, reason }) => (postId === null ? [] : [{ postId, reason }]));
  return { rows, asOf: found[0]?.asOf ?? '' };
}
