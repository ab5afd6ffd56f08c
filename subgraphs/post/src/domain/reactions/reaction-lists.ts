import type { Tx } from '../../deps';
import { Prisma, type ReactionKind } from '../../generated/prisma/client';
import { type Keyset, type Page, readPlace } from '../page';
import { commentVisibleTo, reactionVisibleTo, type ViewerId, visibleTo } from '../visibility';

export interface ReactionRow {
  readonly subjectId: string;
  readonly actorId: string;
  readonly kind: ReactionKind;
  readonly reactedAt: Date;
}

export interface ReactionPage extends Page {
  /** Of all kinds when absent. */
  readonly kind?: ReactionKind | null | undefined;
}

export const reactionKeyset = ({ subjectId, reactedAt, actorId }: ReactionRow): Keyset => ['reactions', subjectId, reactedAt.getTime(), actorId];

/** Up to `first` + 1 reactions to each post and comment that the viewer may see, latest first, in one statement. */
export function reactionsTo(db: Tx, viewerId: ViewerId, subjectIds: readonly string[], { kind, ...page }: ReactionPage): Promise<ReactionRow[]> {
  const after = readPlace(page);
  const beyond = after ? Prisma.sql`AND (reacted_at, actor_id) < (${after.moment}::timestamptz, ${after.id})` : Prisma.empty;
  const ofKind = kind ? Prisma.sql`AND reaction.kind = ${kind}::reaction_kind` : Prisma.empty;
  return db.$queryRaw<ReactionRow[]>`
    SELECT page.* FROM (
      SELECT post.id FROM post WHERE post.id = ANY(${subjectIds}::text[]) AND ${visibleTo(viewerId)}
      UNION ALL
      SELECT comment.id FROM comment JOIN post ON post.id = comment.post_id
      WHERE comment.id = ANY(${subjectIds}::text[]) AND ${commentVisibleTo(viewerId)} AND ${visibleTo(viewerId)}
    ) AS subject
    CROSS JOIN LATERAL (
      SELECT subject_id AS "subjectId", actor_id AS "actorId", kind, reacted_at AS "reactedAt" FROM reaction
      WHERE reaction.subject_id = subject.id AND ${reactionVisibleTo(viewerId)} ${ofKind} ${beyond}
      ORDER BY reacted_at DESC, actor_id DESC
      LIMIT ${page.first + 1}
    ) AS page
    ORDER BY page."reactedAt" DESC, page."actorId" DESC`;
}

/** How the viewer reacts to posts and comments; none for an anonymous visitor, without asking. */
export async function reactionsBy(
  db: Tx,
  viewerId: ViewerId,
  subjectIds: readonly string[],
): Promise<{ subjectId: string; kind: ReactionKind | null }[]> {
  if (!viewerId) return [];
  return db.reaction.findMany({
    where: { actorId: viewerId, kind: { not: null }, subjectId: { in: [...subjectIds] } },
    select: { subjectId: true, kind: true },
  });
}
