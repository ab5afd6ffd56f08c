import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { changeFollows } from '../domain/follow';
import { hintFeeds } from '../domain/live-readers';

/** Whom one follows decides what one reads. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, async (events, { tx, deps, afterCommit }) => {
  await changeFollows(
    tx,
    events.map(({ payload }) => payload),
  );
  afterCommit(() => hintFeeds(deps.pubsub, { readerIds: events.map(({ payload }) => payload.followerId) }));
});
