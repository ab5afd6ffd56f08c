import { postTagged } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import { keepLatest } from '@ejazz/platform/inbox/keep-latest';
import type { Deps, Tx } from '../deps';
import { matters } from '../domain/hashtag-trends';

/** Remembers what public posts of late are about. */
export const onPostTagged = defineHandler<typeof postTagged, Tx, Deps>(postTagged, async (events, { tx, deps }) => {
  const recent = events.map(({ payload }) => payload).filter(({ createdAt }) => matters(deps.clock, new Date(createdAt)));
  await keepLatest(tx, 'tagged_post', ['postId'], recent);
});
