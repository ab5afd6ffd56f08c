import { mediaReady } from '@ejazz/events/media';
import { defineHandler, type HandlerContext } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** Remembers whose pictures are ready, so that they can become avatars. */
export const onMediaReady = defineHandler(mediaReady, async (events, { tx }: HandlerContext<Tx, Deps>) => {
  await tx.readyMedia.createMany({ data: events.map(({ payload: { mediaId, ownerId } }) => ({ mediaId, ownerId })), skipDuplicates: true });
});
