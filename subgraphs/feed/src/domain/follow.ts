import type { Tx } from '../deps';
import { lockAuthors } from './author-locks';

export interface FollowChange {
  readonly followerId: string;
  readonly followeeId: string;
  readonly following: boolean;
  readonly version: number;
}

interface Following {
  readonly followerId: string;
  readonly followeeId: string;
  readonly active: boolean;
}

/** How many of a person's latest posts come into the feed of who begins to follow them. */
const backfill = 100;

/** Brings the feeds of followers up to date with whom they follow. */
export async function changeFollows(tx: Tx, changes: readonly FollowChange[]): Promise<void> {
  await lockAuthors(
    tx,
    changes.map(({ followeeId }) => followeeId),
  );
  await lockAuthors(
    tx,
    changes.map(({ followeeId }) => followeeId),
    'reposts',
  );
  const changed = await tx.$queryRaw<Following[]>`
    INSERT INTO follow (follower_id, followee_id, active, version)
    SELECT DISTINCT ON ("followerId", "followeeId") "followerId", "followeeId", "following", "version"
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS told ("followerId" text, "followeeId" text, "following" boolean, "version" int)
    ORDER BY "followerId", "followeeId", "version" DESC
    ON CONFLICT (follower_id, followee_id) DO UPDATE SET active = excluded.active, version = excluded.version
    WHERE follow.version < excluded.version
    RETURNING follower_id AS "followerId", followee_id AS "followeeId", active`;
  const begun = changed.filter(({ active }) => active);
  const ended = changed.filter(({ active }) => !active);
  if (ended.length > 0) await removeEntries(tx, ended);
  if (begun.length > 0) {
    await addEntries(tx, begun);
    await addReposts(tx, begun);
  }
}

async function removeEntries(tx: Tx, follows: readonly Following[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM feed_entry USING jsonb_to_recordset(${JSON.stringify(follows)}::jsonb) AS ended ("followerId" text, "followeeId" text)
    WHERE reader_id = ended."followerId" AND author_id = ended."followeeId" AND NOT EXISTS (
      SELECT FROM repost r JOIN follow f ON f.followee_id = r.actor_id
      WHERE r.post_id = feed_entry.post_id AND r.active AND f.follower_id = feed_entry.reader_id AND f.active
    )`;
}

/** The posts are locked against deletion meanwhile: what a deletion does not find here yet, it would leave behind. */
async function addEntries(tx: Tx, follows: readonly Following[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO feed_entry (reader_id, post_id, author_id, place)
    SELECT begun."followerId", latest.post_id, begun."followeeId", latest.post_id
    FROM jsonb_to_recordset(${JSON.stringify(follows)}::jsonb) AS begun ("followerId" text, "followeeId" text)
    CROSS JOIN LATERAL (
      SELECT post_id FROM post_ref
      WHERE author_id = begun."followeeId" AND visibility <> 'ONLY_ME' AND NOT deleted
      ORDER BY post_id DESC
      LIMIT ${backfill}
      FOR SHARE
    ) AS latest
    ON CONFLICT DO NOTHING`;
}

/** What they have passed on of late. */
async function addReposts(tx: Tx, follows: readonly Following[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO feed_entry (reader_id, post_id, author_id, place)
    SELECT DISTINCT ON (begun."followerId", latest.post_id) begun."followerId", latest.post_id, latest.author_id, latest.place
    FROM jsonb_to_recordset(${JSON.stringify(follows)}::jsonb) AS begun ("followerId" text, "followeeId" text)
    CROSS JOIN LATERAL (
      SELECT r.post_id, r.author_id, r.place FROM repost r JOIN post_ref p ON p.post_id = r.post_id
      WHERE r.actor_id = begun."followeeId" AND r.active AND NOT p.deleted
      ORDER BY r.place DESC
      LIMIT ${backfill}
    ) AS latest
    ORDER BY begun."followerId", latest.post_id, latest.place
    ON CONFLICT (reader_id, post_id) DO NOTHING`;
}
