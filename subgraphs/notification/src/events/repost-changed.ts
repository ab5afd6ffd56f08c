import { repostChanged } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import { notify } from '../domain/notify';

/** Tells authors who passes their posts on. */
export const onRepostChanged = defineHandler<typeof repostChanged, Tx, Deps>(repostChanged, (events, unit) =>
  notify(
    unit,
    unit.deps,
    events.map(({ payload: { postId, postAuthorId, actorId, reposted, version, repostedAt } }) => ({
      recipientId: postAuthorId,
      kind: 'REPOST',
      actorId,
      subjectId: postId,
      postId,
      commentId: null,
      version,
      active: reposted,
      occurredAt: new Date(repostedAt),
    })),
  ),
);
