import type { Engine } from '@ejazz/platform/bus/engine';
import type { Logger } from '@ejazz/platform/log/logger';
import { createRateLimit } from '@ejazz/platform/rate-limit/create-rate-limit';
import type { Verdict } from '@ejazz/platform/rate-limit/rate-limit';
import type { GatewayContext } from '../../context';
import { createLeasedLimit } from './leased-limit';
import { type OperationClass, operationClasses } from './operation-class';
import type { Limited, Policies, Policy } from './policies';

/** How a caller stands with one limit. */
export interface Standing extends Verdict {
  readonly limited: Limited;
  readonly policy: Policy;
}

/** What became of an operation: every limit it was counted against, the one that refused it last. */
export interface Charge {
  readonly standings: readonly Standing[];
  readonly refusedBy: Standing | undefined;
  /** Gives back cost that was not needed, and tells where that leaves the caller. */
  settle(unused: number): Standing | undefined;
}

export type Who = Pick<GatewayContext, 'viewer' | 'caller'>;

export interface RateLimits {
  charge(who: Who, counts: ReadonlyMap<OperationClass, number>, cost: number): Promise<Charge>;
  /** Where a caller stands who has been refused a read and has none left. */
  spent(who: Who): Standing | undefined;
  /** How the caller stands with every limit there is. */
  standings(who: Who): Promise<readonly Standing[]>;
}

/** Guessing passwords and making people up is counted by address, exactly, over all instances. */
const strict: readonly Limited[] = ['SIGN_IN', 'SIGN_UP', 'RESET'];
export const isStrict = (limited: Limited) => strict.includes(limited);

export function createRateLimits({ policies, engine, log }: { policies: Policies; engine: Engine | undefined; log: Logger }): RateLimits {
  const limits = new Map(
    [...policies].map(([limited, policy]) => {
      const shared = createRateLimit({ name: limited.toLowerCase(), ...policy, engine, log });
      const leased = isStrict(limited) ? undefined : createLeasedLimit(shared, policy.points);
      return [limited, { policy, limit: leased ?? shared, leased }] as const;
    }),
  );
  const keyOf = (limited: Limited, { viewer, caller }: Who) => (isStrict(limited) ? caller.address : (viewer.userId ?? caller.address));

  const consume = async (limited: Limited, who: Who, points: number): Promise<Standing | undefined> => {
    const known = limits.get(limited);
    return known && { limited, policy: known.policy, ...(await known.limit.consume(keyOf(limited, who), points)) };
  };
  const peek = (limited: Limited, who: Who): Standing | undefined => {
    const known = limits.get(limited);
    const verdict = known?.leased?.peek(keyOf(limited, who));
    return known && verdict && { limited, policy: known.policy, ...verdict };
  };

  return {
    async charge(who, counts, cost) {
      const standings: Standing[] = [];
      let refusedBy: Standing | undefined;
      for (const [limited, points] of [...counts, ['COST', cost] as const]) {
        const standing = points > 0 ? await consume(limited, who, points) : undefined;
        if (!standing) continue;
        standings.push(standing);
        if (standing.allowed) continue;
        refusedBy = standing;
        break;
      }
      return {
        standings,
        refusedBy,
        settle(unused) {
          if (unused > 0) limits.get('COST')?.leased?.giveBack(keyOf('COST', who), unused);
          return peek('COST', who);
        },
      };
    },
    spent(who) {
      const standing = peek('READ', who);
      return standing?.allowed ? undefined : standing;
    },
    standings: async (who) => {
      const all = await Promise.all(
        ([...operationClasses, 'COST'] as const).map(async (limited) => {
          const known = limits.get(limited);
          if (!known) return [];
          const untouched = { allowed: true, remaining: known.policy.points, resetAt: new Date(Date.now() + known.policy.seconds * 1_000) };
          const verdict = known.leased ? (known.leased.peek(keyOf(limited, who)) ?? untouched) : await known.limit.consume(keyOf(limited, who), 0);
          return [{ limited, policy: known.policy, ...verdict }];
        }),
      );
      return all.flat();
    },
  };
}
