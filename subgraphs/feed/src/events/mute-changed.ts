import { muteChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { hintFeeds } from '../domain/live-readers';

/** Remembers who does not want to hear of whom, and until when. */
export const onMuteChanged = defineHandler<typeof muteChanged, Tx, Deps>(muteChanged, async (events, { tx, deps, afterCommit }) => {
  const mutes = events.map(({ payload: { muterId, mutedId, muting, until, notifications, version } }) => ({
    ...{ muterId, mutedId, active: muting, until, notifications, version },
  }));
  await keepLatest(tx, 'mute', ['muterId', 'mutedId'], mutes);
  afterCommit(() => hintFeeds(deps.pubsub, { readerIds: mutes.map(({ muterId }) => muterId) }));
});
