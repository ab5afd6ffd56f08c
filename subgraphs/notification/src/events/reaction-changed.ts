import { reactionChanged } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { notify } from '../domain/notify';

/** Tells authors who reacts to what they wrote; another kind of reaction in place of the first is no news. */
export const onReactionChanged = defineHandler<typeof reactionChanged, Tx, Deps>(reactionChanged, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.map(({ payload: { subjectId, subjectAuthorId, postId, commentId, actorId, kind, version, changedAt } }) => ({
      recipientId: subjectAuthorId,
      kind: 'REACTION',
      actorId,
      subjectId,
      postId,
      commentId,
      reaction: kind,
      version,
      active: kind !== null,
      occurredAt: new Date(changedAt),
    })),
  ),
);
