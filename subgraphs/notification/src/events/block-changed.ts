import { blockChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { oneBatchAtATime } from '../domain/recipients';
import { withdrawSilenced } from '../domain/withdraw';

/** Who has blocked, or is blocked, hears nothing of the other, and what they heard is taken back. */
export const onBlockChanged = defineHandler<typeof blockChanged, Tx, Deps>(blockChanged, async (events, unit) => {
  const blocks = events.map(({ payload: { blockerId, blockedId, blocking, version } }) => ({ blockerId, blockedId, active: blocking, version }));
  await oneBatchAtATime(unit.tx);
  const changed = await keepLatest(unit.tx, 'block', ['blockerId', 'blockedId'], blocks);
  const begun = changed.filter(({ active }) => active).flatMap(({ blockerId, blockedId }) => [blockerId, blockedId]);
  if (begun.length > 0) await withdrawSilenced(unit, unit.deps, begun);
});
