import { commentDeleted } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { withdrawComments } from '../domain/withdraw';

/** Takes back what was told of a comment. */
export const onCommentDeleted = defineHandler<typeof commentDeleted, Tx, Deps>(commentDeleted, (events, unit) =>
  withdrawComments(
    unit,
    unit.deps,
    events.map(({ payload }) => payload.commentId),
  ),
);
