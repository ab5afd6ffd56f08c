import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** Keeps who follows whom, for pictures in posts for followers. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, async (events, { tx }) => {
  const follows = JSON.stringify(events.map(({ payload }) => payload));
  await tx.$executeRaw`
    INSERT INTO follow (follower_id, followee_id, active, version)
    SELECT DISTINCT ON ("followerId", "followeeId") "followerId", "followeeId", following, version
    FROM jsonb_to_recordset(${follows}::jsonb) AS told ("followerId" text, "followeeId" text, following boolean, version int)
    ORDER BY "followerId", "followeeId", version DESC
    ON CONFLICT (follower_id, followee_id) DO UPDATE SET active = excluded.active, version = excluded.version
    WHERE follow.version < excluded.version`;
});
