import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';

/** Keeps who follows whom, for pictures in posts for followers. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, async (events, { tx }) => {
  const follows = events.map(({ payload: { followerId, followeeId, following, version } }) => ({
    followerId,
    followeeId,
    active: following,
    version,
  }));
  await keepLatest(tx, 'follow', ['followerId', 'followeeId'], follows);
});
