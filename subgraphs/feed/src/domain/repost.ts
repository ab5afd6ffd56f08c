import { idAt } from '@ejazz/platform/ids/id';
import type { Tx } from '../deps';
import { lockAuthors } from './author-locks';

export interface RepostChange {
  readonly postId: string;
  readonly postAuthorId: string;
  readonly actorId: string;
  readonly reposted: boolean;
  readonly version: number;
  readonly repostedAt: string;
}

/** Where a post that came by a repost stands among others: as if it had been written when it was passed on. */
export const placeAt = (moment: Date): string => idAt('pst', moment, new Uint8Array(10));

/**
 * Brings reposts to those who follow who gave them. A post stands in a feed once, however many pass it on, and where it stood first:
 * what one has walked past does not come again. A repost taken back is seen when the entry is read.
 */
export async function changeReposts(tx: Tx, changes: readonly RepostChange[]): Promise<void> {
  await lockAuthors(
    tx,
    changes.map(({ actorId }) => actorId),
    'reposts',
  );
  const rows = changes.map((change) => ({ ...change, place: placeAt(new Date(change.repostedAt)) }));
  const begun = await tx.$queryRaw<{ postId: string; actorId: string }[]>`
    INSERT INTO repost (post_id, actor_id, author_id, active, version, place)
    SELECT DISTINCT ON ("postId", "actorId") "postId", "actorId", "postAuthorId", "reposted", "version", "place"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS told ("postId" text, "actorId" text, "postAuthorId" text, "reposted" boolean, "version" int, "place" text)
    ORDER BY "postId", "actorId", "version" DESC
    ON CONFLICT (post_id, actor_id) DO UPDATE SET active = excluded.active, version = excluded.version, place = excluded.place
    WHERE repost.version < excluded.version
    RETURNING post_id AS "postId", actor_id AS "actorId"`;
  await tx.$executeRaw`
    INSERT INTO feed_entry (reader_id, post_id, author_id, place)
    SELECT DISTINCT ON (f.follower_id, r.post_id) f.follower_id, r.post_id, r.author_id, r.place
    FROM jsonb_to_recordset(${JSON.stringify(begun)}::jsonb) AS begun ("postId" text, "actorId" text)
    JOIN repost r ON r.post_id = begun."postId" AND r.actor_id = begun."actorId" AND r.active
    JOIN follow f ON f.followee_id = r.actor_id AND f.active
    WHERE NOT EXISTS (SELECT FROM post_ref p WHERE p.post_id = r.post_id AND p.deleted)
    ORDER BY f.follower_id, r.post_id, r.place
    ON CONFLICT (reader_id, post_id) DO NOTHING`;
}
