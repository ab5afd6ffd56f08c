import { accountChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { hintSight } from '../domain/live-channels';

/** Remembers whose account is private, and whose is not there; of a deleted one everything is erased soon (domain/erase-author.ts). */
export const onAccountChanged = defineHandler<typeof accountChanged, Tx, Deps>(accountChanged, async (events, { tx, deps, afterCommit }) => {
  const accounts = events.map(({ payload: { userId, status, isPrivate, defaultPostVisibility, version } }) => ({
    ...{ userId, status, isPrivate, defaultPostVisibility, version },
  }));
  await keepLatest(tx, 'account', ['userId'], accounts);
  const people = accounts.map(({ userId }) => userId);
  afterCommit(() => hintSight(deps.pubsub, people));
});
