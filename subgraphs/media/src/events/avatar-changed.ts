import { avatarChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** Keeps whose picture of themselves is what: anyone may see those. */
export const onAvatarChanged = defineHandler<typeof avatarChanged, Tx, Deps>(avatarChanged, async (events, { tx }) => {
  const avatars = JSON.stringify(events.map(({ payload }) => payload));
  await tx.$executeRaw`
    INSERT INTO avatar (user_id, media_id, version)
    SELECT DISTINCT ON ("userId") "userId", "mediaId", version
    FROM jsonb_to_recordset(${avatars}::jsonb) AS told ("userId" text, "mediaId" text, version int)
    ORDER BY "userId", version DESC
    ON CONFLICT (user_id) DO UPDATE SET media_id = excluded.media_id, version = excluded.version
    WHERE avatar.version < excluded.version`;
});
