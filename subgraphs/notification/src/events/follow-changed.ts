import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { notify } from '../domain/notify';
import { oneBatchAtATime } from '../domain/recipients';

/** Tells people who follows them, and remembers it: some want to be told only of those whom they follow. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, async (events, unit) => {
  const follows = events.map(({ payload: { followerId, followeeId, following, version } }) => ({
    followerId,
    followeeId,
    active: following,
    version,
  }));
  await oneBatchAtATime(unit.tx);
  await keepLatest(unit.tx, 'follow', ['followerId', 'followeeId'], follows);
  await notify(
    unit,
    unit.deps,
    events.map(({ payload: { followerId, followeeId, following, version, changedAt } }) => ({
      recipientId: followeeId,
      kind: 'FOLLOW',
      actorId: followerId,
      subjectId: followeeId,
      postId: null,
      commentId: null,
      version,
      active: following,
      occurredAt: new Date(changedAt),
    })),
  );
});
