import { accountChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';

/** Remembers whose account is private, and whose is not there. Of who is deleted all files go at once. */
export const onAccountChanged = defineHandler<typeof accountChanged, Tx, Deps>(accountChanged, async (events, { tx, deps }) => {
  const accounts = events.map(({ payload: { userId, status, isPrivate, version } }) => ({ userId, status, isPrivate, version }));
  await keepLatest(tx, 'account', ['userId'], accounts);
  const deleted = accounts.filter(({ status }) => status === 'DELETED').map(({ userId }) => userId);
  if (deleted.length > 0) await tx.media.updateMany({ where: { ownerId: { in: deleted } }, data: { reviewAt: deps.clock.now() } });
});
