import { followChanged } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { changeFollows } from '../domain/follow';

/** Whom one follows decides what one reads. */
export const onFollowChanged = defineHandler<typeof followChanged, Tx, Deps>(followChanged, (events, { tx }) =>
  changeFollows(
    tx,
    events.map(({ payload }) => payload),
  ),
);
