import { commentCreated } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import type { Cause } from '../domain/cause';
import { notify } from '../domain/notify';

/** Tells people who answers their comments or mentions them, and authors who else comments on their posts: nobody is told twice of one comment. */
export const onCommentCreated = defineHandler<typeof commentCreated, Tx, Deps>(commentCreated, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.flatMap(({ payload: { commentId, postId, postAuthorId, parentAuthorId, mentionedIds, actorId, createdAt } }): Cause[] => {
      const common = { actorId, subjectId: commentId, postId, commentId, version: 1, active: true, occurredAt: new Date(createdAt) };
      return [
        ...(parentAuthorId === null ? [] : [{ ...common, kind: 'REPLY' as const, recipientId: parentAuthorId }]),
        ...(parentAuthorId === postAuthorId ? [] : [{ ...common, kind: 'COMMENT' as const, recipientId: postAuthorId }]),
        ...mentionedIds
          .filter((id) => id !== postAuthorId && id !== parentAuthorId)
          .map((recipientId) => ({ ...common, kind: 'MENTION' as const, recipientId })),
      ];
    }),
  ),
);
