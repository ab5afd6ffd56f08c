import { Prisma, type ReactionKind } from '../../generated/prisma/client';

/** Every kind there is; `like` is what a reaction is without saying which. */
export const reactionKinds = ['LIKE', 'LOVE', 'LAUGH', 'WOW', 'SAD', 'ANGRY'] as const satisfies readonly ReactionKind[];

/** The stored counters of something that people react to, one a kind. */
export type ReactionCounters = Readonly<Record<`${Lowercase<ReactionKind>}Count`, number>>;

/** The columns of these counters. */
export const counterColumns = reactionKinds.map((kind) => ({ kind, column: Prisma.raw(`${kind.toLowerCase()}_count`) }));

export interface ReactionCount {
  readonly kind: ReactionKind;
  readonly count: number;
}

/** The kinds that somebody has given, the most given first. */
export const reactionCounts = (counters: ReactionCounters): ReactionCount[] =>
  reactionKinds
    .map((kind) => ({ kind, count: countOf(counters, kind) }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);

export const countOf = (counters: ReactionCounters, kind: ReactionKind): number => counters[`${kind.toLowerCase() as Lowercase<ReactionKind>}Count`];
