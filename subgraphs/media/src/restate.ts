import { mediaReady } from '@ejazz/events/media';
import { restatement } from '@ejazz/platform/outbox/restate';

interface MediaRow {
  readonly mediaId: string;
  readonly ownerId: string;
  readonly width: number;
  readonly height: number;
  readonly version: number;
}

/** What this service tells others, as it is now. */
export const restatements = [
  restatement<MediaRow>(
    'media',
    `SELECT id AS "mediaId", owner_id AS "ownerId", width, height, version FROM media
     WHERE status = 'READY' AND ($2::text IS NULL OR id > $2::text) ORDER BY id LIMIT $1`,
    ({ mediaId }) => [mediaId],
    ({ emit }, media) => emit(mediaReady, { ...media }),
  ),
];
