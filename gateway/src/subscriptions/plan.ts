import type { QueryPlan } from '@apollo/query-planner';

/**
 * The planner plans subscriptions, but the executor refuses their plan. As a sequence it is one it executes: the first fetch is
 * answered by `takePart`, the rest as in any query; tests/subscription-parity.test.ts holds it.
 */
export function openSubscriptionPlan(plan: QueryPlan): QueryPlan {
  const { node } = plan;
  if (node?.kind !== 'Subscription') return plan;
  return { ...plan, node: node.rest ? { kind: 'Sequence', nodes: [node.primary, node.rest] } : node.primary };
}
