import { accountChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { hintSight } from '../domain/live-channels';

/** Remembers whose account is private, and whose is not there. */
export const onAccountChanged = defineHandler<typeof accountChanged, Tx, Deps>(accountChanged, async (events, { tx, deps, afterCommit }) => {
  const accounts = events.map(({ payload: { userId, status, isPrivate, version } }) => ({ userId, status, isPrivate, version }));
  await keepLatest(tx, 'account', ['userId'], accounts);
  const people = accounts.map(({ userId }) => userId);
  afterCommit(() => hintSight(deps.pubsub, people));
});
