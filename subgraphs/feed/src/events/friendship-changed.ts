import { friendshipChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { hintFeeds } from '../domain/live-readers';

/** Remembers who are friends. A pair is kept under the lower of its ids, whoever asked. */
export const onFriendshipChanged = defineHandler<typeof friendshipChanged, Tx, Deps>(friendshipChanged, async (events, { tx, deps, afterCommit }) => {
  const friendships = events.map(({ payload: { requesterId, addresseeId, status, version } }) => {
    const [oneId = '', otherId = ''] = [requesterId, addresseeId].sort();
    return { oneId, otherId, active: status === 'FRIENDS', version };
  });
  await keepLatest(tx, 'friendship', ['oneId', 'otherId'], friendships);
  const both = friendships.flatMap(({ oneId, otherId }) => [oneId, otherId]);
  afterCommit(() => hintFeeds(deps.pubsub, { readerIds: both }));
});
