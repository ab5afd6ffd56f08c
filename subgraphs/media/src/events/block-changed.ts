import { blockChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';

/** Remembers who has blocked whom: neither sees anything of the other. */
export const onBlockChanged = defineHandler<typeof blockChanged, Tx, Deps>(blockChanged, async (events, { tx }) => {
  const blocks = events.map(({ payload: { blockerId, blockedId, blocking, version } }) => ({ blockerId, blockedId, active: blocking, version }));
  await keepLatest(tx, 'block', ['blockerId', 'blockedId'], blocks);
});
