import { mediaReady } from '@ejazz/events/media';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** Remembers whose media are ready, so that posts can show them. */
export const onMediaReady = defineHandler<typeof mediaReady, Tx, Deps>(mediaReady, async (events, { tx }) => {
  await tx.readyMedia.createMany({ data: events.map(({ payload: { mediaId, ownerId } }) => ({ mediaId, ownerId })), skipDuplicates: true });
});
