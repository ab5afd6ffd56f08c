import { postDeleted } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { withdrawPosts } from '../domain/withdraw';

/** Takes back everything that was told of a post. */
export const onPostDeleted = defineHandler<typeof postDeleted, Tx, Deps>(postDeleted, (events, unit) =>
  withdrawPosts(
    unit,
    unit.deps,
    events.map(({ payload }) => payload.postId),
  ),
);
