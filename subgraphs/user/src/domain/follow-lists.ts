import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '../generated/prisma/client';

/** One side of a following, below the person whose list it is in. */
export interface FollowRow {
  readonly parentId: string;
  readonly userId: string;
  readonly followedAt: Date;
}

interface Page {
  readonly first: number;
  readonly after?: string | null | undefined;
}

const keyset = z.tuple([z.iso.datetime(), z.string()]);

export const followKeyset = ({ followedAt, userId }: FollowRow): z.infer<typeof keyset> => [followedAt.toISOString(), userId];

export const followersOf = (db: PrismaClient, userIds: readonly string[], page: Page) =>
  followPages(db, userIds, page, { parent: Prisma.sql`followee_id`, other: Prisma.sql`follower_id` });

export const followingOf = (db: PrismaClient, userIds: readonly string[], page: Page) =>
  followPages(db, userIds, page, { parent: Prisma.sql`follower_id`, other: Prisma.sql`followee_id` });

/** Up to `first` + 1 rows for each person, latest first, in one statement. */
function followPages(
  db: PrismaClient,
  userIds: readonly string[],
  page: Page,
  column: { parent: Prisma.Sql; other: Prisma.Sql },
): Promise<FollowRow[]> {
  const { parent, other } = column;
  const after = page.after ? decodeCursor(page.after, keyset) : undefined;
  const beyond = after ? Prisma.sql`AND (followed_at, ${other}) < (${after[0]}::timestamptz, ${after[1]})` : Prisma.empty;
  return db.$queryRaw<FollowRow[]>`
    SELECT listed.id AS "parentId", page.user_id AS "userId", page.followed_at AS "followedAt"
    FROM unnest(${userIds}::text[]) AS listed (id)
    CROSS JOIN LATERAL (
      SELECT ${other} AS user_id, followed_at FROM follow
      WHERE ${parent} = listed.id AND active ${beyond}
      ORDER BY followed_at DESC, ${other} DESC
      LIMIT ${page.first + 1}
    ) AS page
    ORDER BY page.followed_at DESC, page.user_id DESC`;
}
