import { newId } from '@ejazz/platform/ids/id';
import type { NotificationGroup } from '../generated/prisma/client';
import type { Cause } from './cause';

/** A group takes in what comes so long after its first. */
export const groupMs = 86_400_000;

type Grouped = Pick<Cause, 'recipientId' | 'kind' | 'subjectId' | 'postId'>;
type GroupRow = Pick<NotificationGroup, 'recipientId' | 'kind' | 'aboutId'>;

/** What notifications of one group are about: what was done something to. Comments are themselves what was done, to a post. */
const aboutIdOf = ({ kind, subjectId, postId }: Grouped): string => (kind === 'COMMENT' && postId ? postId : subjectId);

/** What notifications of one group have in common. */
export const groupOf = (cause: Grouped): GroupRow => ({ recipientId: cause.recipientId, kind: cause.kind, aboutId: aboutIdOf(cause) });

export const groupKey = ({ recipientId, kind, aboutId }: GroupRow): string => `${recipientId} ${kind} ${aboutId}`;

/** The group with what is told now: the one that is open, else a new one. */
export const grown = (open: NotificationGroup | undefined, cause: Grouped, lastPosition: bigint, now: Date): NotificationGroup => ({
  ...(open ?? { ...groupOf(cause), id: newId('ngr'), startedAt: now }),
  lastPosition,
});
