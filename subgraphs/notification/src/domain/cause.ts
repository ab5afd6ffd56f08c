import type { NotificationKind, ReactionKind } from '../generated/prisma/client';

/** What may be told to somebody, as it stands at one version. */
export interface Cause {
  readonly recipientId: string;
  readonly kind: NotificationKind;
  readonly actorId: string;
  readonly subjectId: string;
  readonly postId: string | null;
  readonly commentId: string | null;
  /** How the actor reacts, where that is what is told. */
  readonly reaction?: ReactionKind | null;
  readonly version: number;
  /** False once it is undone. */
  readonly active: boolean;
  readonly occurredAt: Date;
}

type Key = Pick<Cause, 'subjectId' | 'kind' | 'actorId' | 'recipientId'>;

/** What is told once has this in common. */
export const causeKey = ({ subjectId, kind, actorId, recipientId }: Key): string => `${subjectId} ${kind} ${actorId} ${recipientId}`;

/** Each cause at its highest version, in the order in which they came; nobody is told of their own doing. */
export function latestCauses(causes: readonly Cause[]): Cause[] {
  const latest = new Map<string, Cause>();
  for (const cause of causes) {
    if (cause.actorId === cause.recipientId) continue;
    const key = causeKey(cause);
    const known = latest.get(key);
    if (!known || known.version < cause.version) latest.set(key, cause);
  }
  return [...latest.values()];
}

interface Request {
  readonly requesterId: string;
  readonly addresseeId: string;
  readonly version: number;
  readonly isPending: boolean;
  readonly isAccepted: boolean;
  readonly occurredAt: Date;
}

/** Whom a request is told: the addressee, while it waits, and the requester, once it is accepted. */
export function causesOfRequest(
  kinds: { readonly asked: NotificationKind; readonly accepted: NotificationKind },
  { requesterId, addresseeId, version, isPending, isAccepted, occurredAt }: Request,
): Cause[] {
  const common = { postId: null, commentId: null, version, occurredAt };
  const asked = { recipientId: addresseeId, kind: kinds.asked, actorId: requesterId, subjectId: addresseeId, active: isPending };
  const accepted = { recipientId: requesterId, kind: kinds.accepted, actorId: addresseeId, subjectId: requesterId, active: true };
  return [{ ...common, ...asked }, ...(isAccepted ? [{ ...common, ...accepted }] : [])];
}
