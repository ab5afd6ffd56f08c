import type { FollowedLog } from '@ejazz/platform/subscription/follow-log';
import { followState } from '@ejazz/platform/subscription/follow-state';
import { sharedReads } from '@ejazz/platform/subscription/shared-reads';
import type { Deps, Tx } from '../deps';
import { readWalk } from './home-feed';
import { visibleEntry } from './visibility';

export interface FeedNews {
  readonly newPostCount: number;
  /** Latest first. */
  readonly latestAuthorIds: readonly string[];
}

interface Reading {
  readonly readerId: string;
  readonly asOf: string;
}

export type ReadNews = (reading: Reading) => Promise<FeedNews>;

/** What came from others since a walk began, among what the feed would show first. */
const mostCounted = 100;
const mostAuthors = 3;
const pace = 1_000;

/** Reads the news of all readers whom one hint wakes in one statement. */
export const createReadNews = (db: Tx): ReadNews =>
  sharedReads({
    keyOf: ({ readerId, asOf }) => `${readerId} ${asOf}`,
    most: 500,
    async read(readings) {
      const rows = await db.$queryRaw<{ place: number; authorIds: string[] }[]>`
        SELECT reading.place::int, array_agg(news.author_id ORDER BY news.place DESC, news.post_id DESC) AS "authorIds"
        FROM unnest(${readings.map(({ readerId }) => readerId)}::text[], ${readings.map(({ asOf }) => asOf)}::timestamptz[])
          WITH ORDINALITY AS reading (reader_id, as_of, place)
        CROSS JOIN LATERAL (
          SELECT e.post_id, e.place, e.author_id
          FROM (SELECT * FROM feed_entry WHERE reader_id = reading.reader_id ORDER BY place DESC, post_id DESC LIMIT ${mostCounted}) AS e
          JOIN post_ref p ON p.post_id = e.post_id
          WHERE e.added_at > reading.as_of AND e.author_id <> reading.reader_id AND ${visibleEntry}
        ) AS news
        GROUP BY reading.place`;
      const authors = new Map(rows.map(({ place, authorIds }) => [place - 1, authorIds]));
      return readings.map((_, index) => newsBy(authors.get(index) ?? []));
    },
  });

const newsBy = (authorIds: readonly string[]): FeedNews => ({
  newPostCount: authorIds.length,
  latestAuthorIds: [...new Set(authorIds)].slice(0, mostAuthors),
});

/** The news of one reader: now, then whenever they have changed. */
export function followNews(
  { readNews, readers, log }: Pick<Deps, 'readNews' | 'readers' | 'log'>,
  readerId: string,
  since: string,
): FollowedLog<FeedNews> {
  const asOf = readWalk(since, readerId, 'since');
  return followState<FeedNews>({
    log,
    paceMs: pace,
    read: async () => ({ state: await readNews({ readerId, asOf }) }),
    same: (known, present) => JSON.stringify(known) === JSON.stringify(present),
    watch: (wake) => readers.watch(readerId, wake),
  });
}
