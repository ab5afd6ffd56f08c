import { accountChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { oneBatchAtATime } from '../domain/recipients';
import { withdrawSilenced } from '../domain/withdraw';

/** Nobody hears of those who are not there; of a deleted account nothing is kept that was told to it, or chosen. */
export const onAccountChanged = defineHandler<typeof accountChanged, Tx, Deps>(accountChanged, async (events, unit) => {
  const accounts = events.map(({ payload: { userId, status, isPrivate, version } }) => ({ userId, status, isPrivate, version }));
  await oneBatchAtATime(unit.tx);
  const changed = await keepLatest(unit.tx, 'account', ['userId'], accounts);
  const absent = changed.filter(({ status }) => status !== 'ACTIVE').map(({ userId }) => userId);
  if (absent.length > 0) await withdrawSilenced(unit, unit.deps, absent);
  const deleted = changed.filter(({ status }) => status === 'DELETED').map(({ userId }) => userId);
  if (deleted.length === 0) return;
  await unit.tx.notification.deleteMany({ where: { recipientId: { in: deleted } } });
  await unit.tx.notificationGroup.deleteMany({ where: { recipientId: { in: deleted } } });
  await unit.tx.preference.deleteMany({ where: { userId: { in: deleted } } });
  await unit.tx.recipient.deleteMany({ where: { userId: { in: deleted } } });
});
