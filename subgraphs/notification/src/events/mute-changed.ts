import { muteChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { oneBatchAtATime } from '../domain/recipients';
import { withdrawSilenced } from '../domain/withdraw';

/** Who has muted somebody with notifications hears nothing of them, and what they heard is taken back. */
export const onMuteChanged = defineHandler<typeof muteChanged, Tx, Deps>(muteChanged, async (events, unit) => {
  const mutes = events.map(({ payload: { muterId, mutedId, muting, until, notifications, version } }) => ({
    ...{ muterId, mutedId, active: muting, until, notifications, version },
  }));
  await oneBatchAtATime(unit.tx);
  const changed = await keepLatest(unit.tx, 'mute', ['muterId', 'mutedId'], mutes);
  const begun = changed.filter(({ active, notifications }) => active && notifications).map(({ mutedId }) => mutedId);
  if (begun.length > 0) await withdrawSilenced(unit, unit.deps, begun);
});
