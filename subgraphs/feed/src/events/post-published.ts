import { postPublished } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { publish } from '../domain/publish';

/** Fans new posts out to those who follow their authors. */
export const onPostPublished = defineHandler<typeof postPublished, Tx, Deps>(postPublished, (events, { tx }) =>
  publish(
    tx,
    events.map(({ payload }) => payload),
  ),
);
