import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';

/** Every fetch of a plan, in the order in which the plan names them. */
export const fetchesOf = ({ node }: QueryPlan): FetchNode[] => (node ? fetchesBelow(node) : []);

function fetchesBelow(node: PlanNode | SubscriptionNode): FetchNode[] {
  return node.kind === 'Fetch' ? [node] : childrenOf(node).flatMap(fetchesBelow);
}

/** What a node of a plan holds. */
export function childrenOf(node: PlanNode | SubscriptionNode): PlanNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [];
    case 'Flatten':
      return [node.node];
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((clause) => clause ?? []);
    case 'Subscription':
      return [node.primary, ...(node.rest ? [node.rest] : [])];
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((part) => part.node)].flatMap((part) => part ?? []);
    default:
      return node.nodes;
  }
}
