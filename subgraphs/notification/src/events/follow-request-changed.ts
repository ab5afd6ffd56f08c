import { followRequestChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { causesOfRequest } from '../domain/cause';
import { notify } from '../domain/notify';

/** Tells people who asks to follow them, and those who asked that they may. */
export const onFollowRequestChanged = defineHandler<typeof followRequestChanged, Tx, Deps>(followRequestChanged, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.flatMap(({ payload: { followerId, followeeId, status, version, changedAt } }) =>
      causesOfRequest(
        { asked: 'FOLLOW_REQUEST', accepted: 'FOLLOW_REQUEST_ACCEPTED' },
        {
          ...{ requesterId: followerId, addresseeId: followeeId, version, occurredAt: new Date(changedAt) },
          ...{ isPending: status === 'PENDING', isAccepted: status === 'APPROVED' },
        },
      ),
    ),
  ),
);
