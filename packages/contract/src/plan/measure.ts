import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { childrenOf, fetchesOf } from './fetches';

/** What a plan costs whatever the data. */
export interface PlanMeasure {
  /** Requests to subgraphs, at most: a fetch is left out when nothing asks for it. */
  readonly fetches: number;
  /** How many of them wait for one another, in the longest chain: round trips. */
  readonly depth: number;
}

export const measurePlan = (plan: QueryPlan): PlanMeasure => ({ fetches: fetchesOf(plan).length, depth: plan.node ? depthOf(plan.node) : 0 });

function depthOf(node: PlanNode | SubscriptionNode): number {
  if (node.kind === 'Fetch') return 1;
  const depths = childrenOf(node).map(depthOf);
  const inTurn = node.kind === 'Sequence' || node.kind === 'Subscription';
  return inTurn ? depths.reduce((sum, depth) => sum + depth, 0) : Math.max(0, ...depths);
}
