import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { type FollowState, recordFollows } from '../domain/follow-record';
import { hintSight } from '../domain/live-channels';

/** Remembers who follows whom, so that posts for followers reach those who follow now. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, async (events, { tx, deps, afterCommit }) => {
  const follows = events.map(
    ({ payload: { followerId, followeeId, following, version } }): FollowState => ({ followerId, followeeId, active: following, version }),
  );
  await recordFollows(tx, follows);
  const ended = follows.filter(({ active }) => !active).map(({ followerId }) => followerId);
  if (ended.length > 0) afterCommit(() => hintSight(deps.pubsub, ended));
});
