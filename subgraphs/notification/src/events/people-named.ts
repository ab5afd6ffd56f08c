import { peopleNamed } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';
import type { Cause } from '../domain/cause';
import { notify } from '../domain/notify';
import { oneBatchAtATime } from '../domain/recipients';

/** Tells people who mentions or quotes them; an edit that no longer does takes it back. */
export const onPeopleNamed = defineHandler<typeof peopleNamed, Tx, Deps>(peopleNamed, async (events, unit) => {
  await oneBatchAtATime(unit.tx);
  const postIds = events.map(({ payload }) => payload.postId);
  const told = await unit.tx.notification.findMany({ where: { postId: { in: postIds }, subjectId: { in: postIds }, kind: 'MENTION' } });
  const causes = events.flatMap(({ payload: { postId, authorId, mentionedIds, quotedAuthorId, version, occurredAt } }): Cause[] => {
    const common = { actorId: authorId, subjectId: postId, postId, commentId: null, version, occurredAt: new Date(occurredAt) };
    const mentioned = mentionedIds.filter((id) => id !== quotedAuthorId);
    const former = told.filter(({ subjectId, recipientId }) => subjectId === postId && !mentioned.includes(recipientId));
    return [
      ...(quotedAuthorId === null ? [] : [{ ...common, kind: 'QUOTE' as const, recipientId: quotedAuthorId, active: true }]),
      ...mentioned.map((recipientId) => ({ ...common, kind: 'MENTION' as const, recipientId, active: true })),
      ...former.map(({ recipientId }) => ({ ...common, kind: 'MENTION' as const, recipientId, active: false })),
    ];
  });
  await notify(unit, unit.deps, causes);
});
