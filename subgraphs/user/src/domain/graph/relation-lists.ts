import { badInput } from '@ejazz/platform/errors/fault';
import { isId } from '@ejazz/platform/ids/id';
import type { PageArgs } from '@ejazz/platform/pagination/connection';
import { decodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import { Prisma, type PrismaClient } from '../../generated/prisma/client';

/** Somebody in one of a person's own lists. */
export interface RelatedPerson {
  readonly userId: string;
  readonly since: Date;
}

const relationLists = [
  'followRequests',
  'sentFollowRequests',
  'friends',
  'friendRequests',
  'sentFriendRequests',
  'blockedPeople',
  'mutedPeople',
] as const;
export type RelationList = (typeof relationLists)[number];

const latest = Date.UTC(9999, 11, 31);
const keyset = z.tuple([z.enum(relationLists), z.string(), z.int().min(0).max(latest), z.string().refine((id) => isId('usr', id))]);

export const relationKeyset =
  (list: RelationList, ownerId: string) =>
  ({ userId, since }: RelatedPerson): z.infer<typeof keyset> => [list, ownerId, since.getTime(), userId];

/** The rows of a list, each with `user_id` and `since`. A friendship is kept once, under the lower of its ids. */
function rowsOf(list: RelationList, owner: string, now: Date): Prisma.Sql {
  const friendships = (status: string, further: Prisma.Sql) => Prisma.sql`
    SELECT other_id AS user_id, since FROM friendship WHERE one_id = ${owner} AND status = ${status}::friendship_status AND ${further}
    UNION ALL
    SELECT one_id, since FROM friendship WHERE other_id = ${owner} AND status = ${status}::friendship_status AND ${further}`;
  switch (list) {
    case 'followRequests':
      return Prisma.sql`SELECT follower_id AS user_id, requested_at AS since FROM follow_request WHERE followee_id = ${owner} AND status = 'PENDING'`;
    case 'sentFollowRequests':
      return Prisma.sql`SELECT followee_id AS user_id, requested_at AS since FROM follow_request WHERE follower_id = ${owner} AND status = 'PENDING'`;
    case 'friends':
      return friendships('FRIENDS', Prisma.sql`true`);
    case 'friendRequests':
      return friendships('REQUESTED', Prisma.sql`requester_id <> ${owner}`);
    case 'sentFriendRequests':
      return friendships('REQUESTED', Prisma.sql`requester_id = ${owner}`);
    case 'blockedPeople':
      return Prisma.sql`SELECT blocked_id AS user_id, blocked_at AS since FROM block WHERE blocker_id = ${owner} AND active`;
    case 'mutedPeople':
      return Prisma.sql`SELECT muted_id AS user_id, muted_at AS since FROM mute
        WHERE muter_id = ${owner} AND active AND coalesce(until > ${now}::timestamptz, true)`;
  }
}

/** Up to `first` + 1 people of one of a person's own lists, latest first. */
export function relatedPeople(db: PrismaClient, list: RelationList, ownerId: string, page: PageArgs, now: Date): Promise<RelatedPerson[]> {
  const [ofList, ofOwner, since, userId] = page.after ? decodeCursor(page.after, keyset) : [list, ownerId];
  if (ofList !== list || ofOwner !== ownerId) throw badInput('after', '"after" is not a cursor of this list.');
  const beyond = since === undefined ? Prisma.empty : Prisma.sql`WHERE (since, user_id) < (${new Date(since)}::timestamptz, ${userId})`;
  return db.$queryRaw<RelatedPerson[]>`
    SELECT user_id AS "userId", since FROM (${rowsOf(list, ownerId, now)}) AS related ${beyond}
    ORDER BY since DESC, user_id DESC LIMIT ${page.first + 1}`;
}

/** How many are in it, seen or not. */
export async function countRelated(db: PrismaClient, list: RelationList, ownerId: string, now: Date): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM (${rowsOf(list, ownerId, now)}) AS related`;
  return row?.count ?? 0;
}
