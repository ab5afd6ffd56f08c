import { postPublished } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { hintFeeds } from '../domain/live-readers';
import { publish } from '../domain/publish';

/** Fans new posts out to those who follow their authors. */
export const onPostPublished = defineHandler<typeof postPublished, Tx, Deps>(postPublished, async (events, { tx, deps, afterCommit }) => {
  await publish(
    tx,
    events.map(({ payload }) => payload),
  );
  afterCommit(() => hintFeeds(deps.pubsub, { authorIds: events.map(({ payload }) => payload.authorId) }));
});
