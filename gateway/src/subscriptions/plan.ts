import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';

/**
 * The planner plans subscriptions, but the executor refuses their plan. As a sequence it is one it executes: the first fetch is
 * answered by `takePart`, the rest as in any query. The plan is changed in the gateway's own cache, so this happens once a plan.
 * It is the one use of an unofficial API; tests/subscription-parity.test.ts holds it.
 */
export const openSubscriptionPlan: Experimental_DidResolveQueryPlanCallback = ({ queryPlan }) => {
  const { node } = queryPlan;
  if (node?.kind !== 'Subscription') return;
  queryPlan.node = node.rest ? { kind: 'Sequence', nodes: [node.primary, node.rest] } : node.primary;
};
