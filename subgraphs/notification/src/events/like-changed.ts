import { likeChanged } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { notify } from '../domain/notify';

/** Tells authors who likes their posts. */
export const onLikeChanged = defineHandler<typeof likeChanged, Tx, Deps>(likeChanged, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.map(({ payload: { postId, postAuthorId, actorId, liked, version, changedAt } }) => ({
      recipientId: postAuthorId,
      kind: 'LIKE',
      actorId,
      subjectId: postId,
      postId,
      commentId: null,
      version,
      active: liked,
      occurredAt: new Date(changedAt),
    })),
  ),
);
