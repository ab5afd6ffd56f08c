import { mediaDeleted } from '@ejazz/events/media';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** Remembers what is no more, also if its readiness has not been told yet. */
export const onMediaDeleted = defineHandler<typeof mediaDeleted, Tx, Deps>(mediaDeleted, async (events, { tx }) => {
  const media = JSON.stringify(events.map(({ payload: { mediaId, ownerId } }) => ({ media_id: mediaId, owner_id: ownerId, deleted: true })));
  await tx.$executeRaw`
    INSERT INTO ready_media (media_id, owner_id, deleted)
    SELECT DISTINCT media_id, owner_id, deleted FROM jsonb_populate_recordset(NULL::ready_media, ${media}::jsonb) ORDER BY media_id
    ON CONFLICT (media_id) DO UPDATE SET deleted = true`;
});
