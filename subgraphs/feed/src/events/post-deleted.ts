import { postDeleted } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { unpublish } from '../domain/publish';

/** Takes deleted posts out of every feed. */
export const onPostDeleted = defineHandler<typeof postDeleted, Tx, Deps>(postDeleted, (events, { tx }) =>
  unpublish(
    tx,
    events.map(({ payload }) => payload),
  ),
);
