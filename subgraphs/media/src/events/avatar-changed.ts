import { avatarChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { reviewLater } from '../domain/review-media';

/** Keeps whose picture of themselves is what: anyone may see those. */
export const onAvatarChanged = defineHandler<typeof avatarChanged, Tx, Deps>(avatarChanged, async (events, { tx, deps }) => {
  const avatars = events.map(({ payload: { userId, mediaId, version } }) => ({ userId, mediaId, version }));
  await reviewLater(deps, tx, { avatarsOf: avatars.map(({ userId }) => userId) });
  await keepLatest(tx, 'avatar', ['userId'], avatars);
});
