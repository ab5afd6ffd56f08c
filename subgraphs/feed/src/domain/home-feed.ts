import { badInput } from '@ejazz/platform/errors/fault';
import type { PageArgs } from '@ejazz/platform/pagination/connection';
import { decodeCursor, encodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import type { Deps } from '../deps';
import { Prisma } from '../generated/prisma/client';
import { isFollowed, isRepostFor, visibleEntry } from './visibility';

export interface HomeFeedRow {
  readonly postId: string;
  readonly place: string;
  readonly reason: 'FOLLOWING' | 'OWN' | 'REPOST';
  /** Of those one follows, who has passed it on, latest first. */
  readonly repostedByIds: readonly string[];
}

export interface HomeFeedPage {
  /** One more than asked for, if there are so many. */
  readonly rows: readonly HomeFeedRow[];
  /** The database's clock when the walk began, in UTC to the microsecond. */
  readonly asOf: string;
}

/** Names of reposters are for people to read: "Ann, Ben and Cleo reposted". */
const mostReposters = 3;
/** A year that there is in ISO 8601 and in PostgreSQL. */
const moment = z.iso.datetime({ precision: 6 }).regex(/^[12]/);
/** Whose feed, when the walk began, and the place and post that the page ended with. */
const word = z.string().max(100).regex(/^\w*$/);
const keyset = z.tuple([z.literal('home'), z.string(), moment, word, word]);
const walk = z.tuple([z.literal('home'), z.string(), moment]);

export const homeFeedKeyset = (readerId: string, asOf: string, { place, postId }: HomeFeedRow): z.infer<typeof keyset> => [
  'home',
  readerId,
  asOf,
  place,
  postId,
];

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
  const [, ofReader, began, lastPlace, lastId] = after ? decodeCursor(after, keyset) : (['home', readerId, null, null, null] as const);
  checkReader(ofReader, readerId, 'after');
  const beyond = lastId === null ? Prisma.empty : Prisma.sql`AND (e.place, e.post_id) < (${lastPlace}, ${lastId})`;
  const found = await db.$queryRaw<(Omit<HomeFeedRow, 'postId'> & { asOf: string; postId: string | null })[]>`
    WITH walk AS MATERIALIZED (SELECT coalesce(${began}::timestamptz, clock_timestamp()) AS as_of)
    SELECT to_char(walk.as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "asOf", page.post_id AS "postId", page.place, page.reason,
      page.reposted_by AS "repostedByIds"
    FROM walk LEFT JOIN LATERAL (
      SELECT e.post_id, e.place, visible.reason,
        ARRAY(SELECT r.actor_id FROM repost r WHERE ${isRepostFor} ORDER BY r.place DESC LIMIT ${mostReposters}) AS reposted_by
      FROM feed_entry e CROSS JOIN LATERAL (
        SELECT CASE WHEN e.author_id = e.reader_id THEN 'OWN' WHEN ${isFollowed} THEN 'FOLLOWING' ELSE 'REPOST' END AS reason
        FROM post_ref p WHERE p.post_id = e.post_id AND ${visibleEntry} LIMIT 1
      ) AS visible
      WHERE e.reader_id = ${readerId} AND e.added_at <= walk.as_of ${beyond}
      ORDER BY e.place DESC, e.post_id DESC
      LIMIT ${first + 1}
    ) AS page ON true
    ORDER BY page.place DESC, page.post_id DESC`;
  const rows = found.flatMap(({ postId, asOf: _, ...row }) => (postId === null ? [] : [{ ...row, postId }]));
  return { rows, asOf: found[0]?.asOf ?? '' };
}
