import { repostChanged } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { hintFeeds } from '../domain/live-readers';
import { changeReposts } from '../domain/repost';

/** Brings what people pass on to those who follow them. */
export const onRepostChanged = defineHandler<typeof repostChanged, Tx, Deps>(repostChanged, async (events, { tx, deps, afterCommit }) => {
  await changeReposts(
    tx,
    events.map(({ payload }) => payload),
  );
  afterCommit(() => hintFeeds(deps.pubsub, { authorIds: events.map(({ payload }) => payload.actorId) }));
});
