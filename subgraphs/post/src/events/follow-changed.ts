import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { type FollowState, recordFollows } from '../domain/follow-record';

/** Remembers who follows whom, so that posts for followers reach those who follow now. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, (events, { tx }) =>
  recordFollows(
    tx,
    events.map(
      ({ payload: { followerId, followeeId, following, version } }): FollowState => ({ followerId, followeeId, active: following, version }),
    ),
  ),
);
