import type { GatewayContext } from '../context';
import type { Protection } from '../protection/protection';
import { operationClasses } from '../protection/rate/operation-class';
import type { Limited, Policy } from '../protection/rate/policies';
import type { Standing } from '../protection/rate/rate-limits';

/** `config` and `rateLimit`: what clients may know of the protection. */
export type Published = Pick<Protection, 'limits' | 'policies' | 'rates'>;

export function configOf({ limits, policies }: Published) {
  const cost = policies.get('COST');
  return {
    limits: {
      maxDepth: limits.depth,
      maxFields: limits.fields,
      maxAliases: limits.aliases,
      maxDirectives: limits.directives,
      maxTokens: limits.tokens,
      maxRepeats: limits.repeats,
      maxBodyBytes: limits.bodyBytes,
      maxBatch: limits.batch,
      maxCost: limits.cost,
    },
    rateLimits: operationClasses.flatMap((name) => {
      const policy = policies.get(name);
      return policy ? [{ class: name, policy: policyOf(policy) }] : [];
    }),
    costRateLimit: cost ? policyOf(cost) : null,
  };
}

export async function rateLimitOf({ rates }: Published, who: GatewayContext) {
  const standings = await rates.standings(who);
  const cost = standings.find(({ limited }) => limited === 'COST');
  return {
    operations: standings.filter(({ limited }) => isClass(limited)).map((standing) => ({ class: standing.limited, status: statusOf(standing) })),
    cost: cost ? statusOf(cost) : null,
  };
}

const isClass = (limited: Limited) => limited !== 'COST';
const policyOf = ({ points, seconds }: Policy) => ({ limit: points, windowSeconds: seconds });
const statusOf = ({ policy, remaining, resetAt }: Standing) => ({ limit: policy.points, remaining, resetAt });
