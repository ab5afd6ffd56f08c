import { postDeleted } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { hintFeeds } from '../domain/live-readers';
import { unpublish } from '../domain/publish';

/** Takes deleted posts out of every feed. */
export const onPostDeleted = defineHandler<typeof postDeleted, Tx, Deps>(postDeleted, async (events, { tx, deps, afterCommit }) => {
  await unpublish(
    tx,
    events.map(({ payload }) => payload),
  );
  afterCommit(() => hintFeeds(deps.pubsub, { authorIds: events.map(({ payload }) => payload.authorId) }));
});
