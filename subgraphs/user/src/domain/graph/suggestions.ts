import { badInput } from '@ejazz/platform/errors/fault';
import { done, type Outcome } from '@ejazz/platform/errors/user-error';
import { isId } from '@ejazz/platform/ids/id';
import type { PageArgs } from '@ejazz/platform/pagination/connection';
import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { Prisma, type PrismaClient } from '../../generated/prisma/client';
import { noSuchUser } from './meet';

export interface Suggestion {
  readonly userId: string;
  /** Larger is better. */
  readonly score: number;
  readonly reason: 'FRIENDS_OF_FRIENDS' | 'FOLLOWED_BY_FOLLOWED' | 'FOLLOWS_YOU';
  /** Up to three of those through whom. */
  readonly viaIds: readonly string[];
  readonly viaCount: number;
}

/** Whom one is connected with, and whom each of them is: the latest of each, so that a page costs the same for everybody. */
const nearest = 200;
const ofEach = 100;
const shownVia = 3;
const keyset = z.tuple([z.literal('suggestions'), z.string(), z.number(), z.string().refine((id) => isId('usr', id))]);

export const suggestionKeyset =
  (viewerId: string) =>
  ({ score, userId }: Suggestion): z.infer<typeof keyset> => ['suggestions', viewerId, score, userId];

/** Whose list of whom they follow, or are friends with, the viewer may see: they follow this person, or anyone may. */
const showsLists = (person: Prisma.Sql, follows: Prisma.Sql) => Prisma.sql`
  ${person}.status = 'ACTIVE' AND ${person}.follow_list_audience <> 'NOBODY'
  AND (${follows} OR ${person}.follow_list_audience = 'EVERYONE' AND NOT ${person}.is_private)`;

/**
 * Up to `first` + 1 people somebody may know, best first, each with the strongest reason: friends of friends, people followed by those
 * one follows, and followers one does not follow. Through whom is told only as far as their own lists may be seen. Never anybody blocked either
 * way, muted, undiscoverable, followed, asked or dismissed.
 */
export async function peopleYouMayKnow(db: PrismaClient, viewerId: string, { first, after }: PageArgs, now: Date): Promise<Suggestion[]> {
  const [, ofViewer, score, userId] = after ? decodeCursor(after, keyset) : (['suggestions', viewerId] as const);
  if (ofViewer !== viewerId) throw badInput('after', '"after" is not a cursor of this list.');
  const beyond = score === undefined ? Prisma.empty : Prisma.sql`WHERE (score, "userId") < (${score}, ${userId})`;
  return db.$queryRaw<Suggestion[]>`
    WITH followed AS (
      SELECT p.id FROM (
        SELECT followee_id AS id FROM follow WHERE follower_id = ${viewerId} AND active ORDER BY followed_at DESC LIMIT ${nearest}
      ) AS f JOIN "user" p ON p.id = f.id WHERE ${showsLists(Prisma.sql`p`, Prisma.sql`true`)}
    ), friend AS (
      SELECT p.id FROM (
        SELECT CASE WHEN one_id = ${viewerId} THEN other_id ELSE one_id END AS id FROM friendship
        WHERE (one_id = ${viewerId} OR other_id = ${viewerId}) AND status = 'FRIENDS' ORDER BY since DESC LIMIT ${nearest}
      ) AS f JOIN "user" p ON p.id = f.id
      WHERE ${showsLists(Prisma.sql`p`, Prisma.sql`EXISTS (SELECT FROM follow WHERE follower_id = ${viewerId} AND followee_id = p.id AND active)`)}
    ), path AS (
      SELECT next.id, friend.id AS via, 'FRIENDS_OF_FRIENDS' AS reason FROM friend CROSS JOIN LATERAL (
        SELECT CASE WHEN one_id = friend.id THEN other_id ELSE one_id END AS id FROM friendship
        WHERE (one_id = friend.id OR other_id = friend.id) AND status = 'FRIENDS' ORDER BY since DESC LIMIT ${ofEach}
      ) AS next
      UNION ALL
      SELECT next.followee_id, followed.id, 'FOLLOWED_BY_FOLLOWED' FROM followed CROSS JOIN LATERAL (
        SELECT followee_id FROM follow WHERE follower_id = followed.id AND active ORDER BY followed_at DESC LIMIT ${ofEach}
      ) AS next
      UNION ALL
      (SELECT follower_id, NULL, 'FOLLOWS_YOU' FROM follow WHERE followee_id = ${viewerId} AND active ORDER BY followed_at DESC LIMIT ${nearest})
    ), candidate AS (
      SELECT id,
        array_agg(via ORDER BY via) FILTER (WHERE reason = 'FRIENDS_OF_FRIENDS') AS friends,
        array_agg(via ORDER BY via) FILTER (WHERE reason = 'FOLLOWED_BY_FOLLOWED') AS followers,
        bool_or(reason = 'FOLLOWS_YOU') AS follows_you
      FROM path GROUP BY id
    )
    SELECT * FROM (
      SELECT c.id AS "userId",
        round((3 * coalesce(cardinality(friends), 0) + coalesce(cardinality(followers), 0)
          + CASE WHEN follows_you THEN 2 ELSE 0 END + log(1 + u.follower_count) / 3)::numeric, 6)::float8 AS score,
        CASE WHEN friends IS NOT NULL THEN 'FRIENDS_OF_FRIENDS' WHEN followers IS NOT NULL THEN 'FOLLOWED_BY_FOLLOWED' ELSE 'FOLLOWS_YOU' END AS reason,
        (coalesce(friends, followers, '{}'))[1:${Prisma.raw(String(shownVia))}] AS "viaIds",
        coalesce(cardinality(coalesce(friends, followers)), 0) AS "viaCount"
      FROM candidate c JOIN "user" u ON u.id = c.id
      WHERE c.id <> ${viewerId} AND u.status = 'ACTIVE' AND u.is_discoverable AND (u.follow_list_audience <> 'NOBODY' OR follows_you)
        AND NOT EXISTS (SELECT FROM follow WHERE follower_id = ${viewerId} AND followee_id = c.id AND active)
        AND NOT EXISTS (SELECT FROM follow_request WHERE follower_id = ${viewerId} AND followee_id = c.id AND status = 'PENDING')
        AND NOT EXISTS (SELECT FROM friendship WHERE one_id = least(${viewerId}, c.id) AND other_id = greatest(${viewerId}, c.id) AND status <> 'ENDED')
        AND NOT EXISTS (SELECT FROM block WHERE blocker_id = ${viewerId} AND blocked_id = c.id AND active)
        AND NOT EXISTS (SELECT FROM block WHERE blocker_id = c.id AND blocked_id = ${viewerId} AND active)
        AND NOT EXISTS (SELECT FROM mute WHERE muter_id = ${viewerId} AND muted_id = c.id AND active AND coalesce(until > ${now}::timestamptz, true))
        AND NOT EXISTS (SELECT FROM dismissed_suggestion WHERE user_id = ${viewerId} AND suggested_id = c.id)
    ) AS suggestion ${beyond}
    ORDER BY score DESC, "userId" DESC LIMIT ${first + 1}`;
}

/** Offers this person no more; whether there is such a person is not asked. Doing so again changes nothing. */
export async function dismissSuggestion({ db }: Pick<Deps, 'db'>, userId: string, suggestedId: string): Promise<Outcome<string, 'USER_NOT_FOUND'>> {
  if (!isId('usr', suggestedId)) return noSuchUser();
  await db.dismissedSuggestion.createMany({ data: [{ userId, suggestedId }], skipDuplicates: true });
  return done(suggestedId);
}
