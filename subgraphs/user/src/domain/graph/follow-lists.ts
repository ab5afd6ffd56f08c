import { badInput } from '@ejazz/platform/errors/fault';
import { isId } from '@ejazz/platform/ids/id';
import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '../../generated/prisma/client';

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

export type FollowList = 'followers' | 'following';

const latest = Date.UTC(9999, 11, 31);
/** Whose list of which kind, and the moment and the person that the page ended with. */
const keyset = z.tuple([z.enum(['followers', 'following']), z.string(), z.int().min(0).max(latest), z.string().refine((id) => isId('usr', id))]);

export const followKeyset =
  (list: FollowList) =>
  ({ parentId, userId, followedAt }: FollowRow): z.infer<typeof keyset> => [list, parentId, followedAt.getTime(), userId];

/** Refuses a cursor that another list has given out. */
export function checkFollowCursor(list: FollowList, ownerId: string, after: string | null | undefined): void {
  if (!after) return;
  const [ofList, ofOwner] = decodeCursor(after, keyset);
  if (ofList !== list || ofOwner !== ownerId) throw badInput('after', '"after" is not a cursor of this list.');
}

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
  const [, , followedAt, userId] = page.after ? decodeCursor(page.after, keyset) : [];
  const beyond =
    followedAt === undefined ? Prisma.empty : Prisma.sql`AND (followed_at, ${other}) < (${new Date(followedAt)}::timestamptz, ${userId})`;
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
