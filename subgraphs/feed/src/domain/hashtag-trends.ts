import type { Clock } from '@ejazz/platform/clock/clock';
import type { Tx } from '../deps';
import { isForEveryone } from './visibility';

export interface HashtagTrend {
  readonly name: string;
  readonly people: number;
  readonly posts: number;
  readonly usualPeople: number;
  readonly score: number;
}

/** The trends of one language, or of all: the most unusual first. */
export type ReadHashtagTrends = (language: string | undefined) => Promise<readonly HashtagTrend[]>;

export const mostTrends = 50;
/** Fewer are no trend, and would tell of single people. */
const fewestPeople = 3;
const freshMs = 60_000;
const dayMs = 86_400_000;
const usualDays = 7;
const halfLifeHours = 6;
/** What a person counts in the mean, whenever in the day they wrote. */
const meanWeight = (1 - 0.5 ** (24 / halfLifeHours)) / ((24 / halfLifeHours) * Math.LN2);

/** Milliseconds for which it matters under which hashtags a post stands. */
const remembered = (usualDays + 1) * dayMs;

export const matters = (clock: Clock, createdAt: Date): boolean => clock.now().getTime() - createdAt.getTime() < remembered;

export async function forgetOldHashtags({ db, clock }: { readonly db: Tx; readonly clock: Clock }): Promise<void> {
  await db.taggedPost.deleteMany({ where: { createdAt: { lt: new Date(clock.now().getTime() - remembered) } } });
}

type Trends = ReadonlyMap<string, readonly HashtagTrend[]>;
const ofAll = '*';

/** Works trends out for all languages at once, when somebody asks and what is known is a minute old; until that is done the known ones serve. */
export function createHashtagTrends(db: Tx, clock: Clock): ReadHashtagTrends {
  let known: { readonly at: number; readonly trends: Promise<Trends> } | undefined;
  const renew = (at: number) => {
    const trends = workOut(db, new Date(at));
    const before = known;
    known = { at, trends };
    trends.catch(() => {
      if (known?.trends === trends) known = before;
    });
    return before?.trends ?? trends;
  };
  return async (language) => {
    const now = clock.now().getTime();
    const isFresh = known && Math.abs(now - known.at) < freshMs;
    const trends = await (known && isFresh ? known.trends : renew(now));
    return trends.get(language ?? ofAll) ?? [];
  };
}

async function workOut(db: Tx, now: Date): Promise<Trends> {
  const dayAgo = new Date(now.getTime() - dayMs);
  const weekBefore = new Date(now.getTime() - remembered);
  const rows = await db.$queryRaw<(HashtagTrend & { readonly language: string })[]>`
    WITH used AS (
      SELECT name, t.author_id, t.created_at, lower(split_part(coalesce(t.language, ''), '-', 1)) AS language
      FROM tagged_post t JOIN post_ref p ON p.post_id = t.post_id CROSS JOIN LATERAL unnest(t.hashtags) AS name
      WHERE t.created_at > ${weekBefore} AND t.created_at <= ${now} AND ${isForEveryone}
    ), person AS (
      SELECT name, coalesce(language, ${ofAll}) AS language, author_id,
        max(created_at) FILTER (WHERE created_at > ${dayAgo}) AS last,
        count(*) FILTER (WHERE created_at > ${dayAgo}) AS posts,
        count(DISTINCT date_bin('1 day', created_at, ${dayAgo})) FILTER (WHERE created_at <= ${dayAgo}) AS days
      FROM used GROUP BY GROUPING SETS ((name, author_id), (name, language, author_id))
    ), counted AS (
      SELECT name, language, count(last) AS people, sum(posts) AS posts, sum(days)::float / ${usualDays} AS usual,
        sum(0.5 ^ (extract(epoch FROM ${now} - last) / 3600 / ${halfLifeHours})) AS weight
      FROM person GROUP BY name, language HAVING count(last) >= ${fewestPeople}
    ), scored AS (
      SELECT *, (weight - usual * ${meanWeight}) / sqrt(usual + 1) AS score FROM counted
    ), ranked AS (
      SELECT *, row_number() OVER (PARTITION BY language ORDER BY score DESC, name) AS rank FROM scored WHERE score > 0
    )
    SELECT name, language, people::int, posts::int, usual AS "usualPeople", score::float FROM ranked WHERE rank <= ${mostTrends} ORDER BY language, rank`;
  const trends = new Map<string, HashtagTrend[]>();
  for (const { language, ...trend } of rows) trends.set(language, [...(trends.get(language) ?? []), trend]);
  return trends;
}
