import { sharedReads } from '@ejazz/platform/subscription/shared-reads';
import type { Tx } from '../deps';
import { type Comment, type Post, Prisma } from '../generated/prisma/client';
import { commentColumns, postColumns } from './columns';
import { inReach, type ViewerId, visibleBy } from './visibility';

interface Watched {
  readonly postId: string;
  readonly viewerId: ViewerId;
}

interface Meeting {
  readonly viewerId: ViewerId;
  readonly personId: string;
}

interface Passage {
  readonly postId: string;
  /** Changes after this place, at most `limit`. */
  readonly position: bigint;
  readonly limit: number;
}

/** What subscribers read when a hint wakes them: all who watch, however many, in one statement of each kind. */
export interface LiveReads {
  /** The post as it is; undefined when that person may not see it. */
  readonly post: (watched: Watched) => Promise<Post | undefined>;
  /** Comments that were written or deleted after a place, as they are, in the order of those changes. */
  readonly changedComments: (passage: Passage) => Promise<readonly Comment[]>;
  /** Whether a person's things may reach the viewer. */
  readonly inReach: (meeting: Meeting) => Promise<boolean>;
}

export const createLiveReads = (db: Tx): LiveReads => ({
  post: sharedReads({ read: (watched) => watchedPosts(db, watched), keyOf: ({ postId, viewerId }) => `${postId} ${viewerId}`, most: 5_000 }),
  changedComments: sharedReads({
    read: (passages) => Promise.all(passages.map((passage) => changesOf(db, passage))),
    keyOf: ({ postId, position, limit }) => `${postId} ${position} ${limit}`,
  }),
  inReach: sharedReads({
    read: (meetings) => meetingsInReach(db, meetings),
    keyOf: ({ viewerId, personId }) => `${viewerId} ${personId}`,
    most: 5_000,
  }),
});

async function watchedPosts(db: Tx, watched: readonly Watched[]): Promise<(Post | undefined)[]> {
  const rows = await db.$queryRaw<(Post & { readonly watchers: number[] })[]>`
    SELECT ${postColumns}, watching.watchers FROM post JOIN (
      SELECT post.id, array_agg(watcher.place::int) AS watchers
      FROM unnest(${watched.map(({ postId }) => postId)}::text[], ${watched.map(({ viewerId }) => viewerId ?? null)}::text[])
        WITH ORDINALITY AS watcher (post_id, viewer_id, place)
      JOIN post ON post.id = watcher.post_id
      WHERE ${visibleBy(Prisma.sql`watcher.viewer_id`)}
      GROUP BY post.id
    ) AS watching ON watching.id = post.id`;
  const seen = new Array<Post | undefined>(watched.length).fill(undefined);
  for (const { watchers, ...post } of rows) for (const place of watchers) seen[place - 1] = post;
  return seen;
}

async function meetingsInReach(db: Tx, meetings: readonly Meeting[]): Promise<boolean[]> {
  const rows = await db.$queryRaw<{ place: number }[]>`
    SELECT meeting.place::int FROM unnest(${meetings.map(({ viewerId }) => viewerId ?? null)}::text[], ${meetings.map(({ personId }) => personId)}::text[])
      WITH ORDINALITY AS meeting (viewer_id, person_id, place)
    WHERE ${inReach(Prisma.sql`meeting.person_id`, Prisma.sql`meeting.viewer_id`)}`;
  const places = new Set(rows.map(({ place }) => place - 1));
  return meetings.map((_, place) => places.has(place));
}

const changesOf = (db: Tx, { postId, position, limit }: Passage): Promise<Comment[]> => db.$queryRaw<Comment[]>`
  SELECT * FROM (
    (SELECT ${commentColumns}, comment.position AS place FROM comment
     WHERE comment.post_id = ${postId} AND comment.position > ${position} AND comment.deleted_at IS NULL
     ORDER BY comment.position LIMIT ${limit})
    UNION ALL
    (SELECT ${commentColumns}, comment.deleted_position AS place FROM comment
     WHERE comment.post_id = ${postId} AND comment.deleted_position > ${position}
     ORDER BY comment.deleted_position LIMIT ${limit})
  ) AS changed
  ORDER BY place LIMIT ${limit}`;
