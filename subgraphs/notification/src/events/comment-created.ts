import { commentCreated } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { notify } from '../domain/notify';

/** Tells authors who comments on their posts. */
export const onCommentCreated = defineHandler<typeof commentCreated, Tx, Deps>(commentCreated, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.map(({ payload: { commentId, postId, postAuthorId, actorId, createdAt } }) => ({
      recipientId: postAuthorId,
      kind: 'COMMENT',
      actorId,
      subjectId: commentId,
      postId,
      commentId,
      version: 1,
      active: true,
      occurredAt: new Date(createdAt),
    })),
  ),
);
