import { friendshipChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { causesOfRequest } from '../domain/cause';
import { notify } from '../domain/notify';

/** Tells people who asks to be their friend, and those who asked that they are. */
export const onFriendshipChanged = defineHandler<typeof friendshipChanged, Tx, Deps>(friendshipChanged, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.flatMap(({ payload: { requesterId, addresseeId, status, version, changedAt } }) =>
      causesOfRequest(
        { asked: 'FRIEND_REQUEST', accepted: 'FRIEND_REQUEST_ACCEPTED' },
        {
          ...{ requesterId, addresseeId, version, occurredAt: new Date(changedAt) },
          ...{ isPending: status === 'REQUESTED', isAccepted: status === 'FRIENDS' },
        },
      ),
    ),
  ),
);
