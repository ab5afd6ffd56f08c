import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { notify } from '../domain/notify';

/** Tells people who follows them. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, (events, unit) =>
  notify(
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
  ),
);
