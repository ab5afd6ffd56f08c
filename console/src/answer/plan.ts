/** `extensions.executedPlan` of an answer; see the gateway's plan/told-plan.ts. */
export interface Plan {
  readonly milliseconds: number;
  readonly root?: PlanNode;
}

export type PlanNode = PlanGroup | PlanFetch;

export interface PlanGroup {
  readonly kind: 'SEQUENCE' | 'PARALLEL' | 'CONDITION';
  readonly condition?: string;
  readonly nodes: readonly PlanNode[];
}

export interface PlanFetch {
  readonly kind: 'FETCH';
  readonly subgraph: string;
  readonly path: string;
  readonly operation: string;
  readonly fetched?: { readonly startedAt: number; readonly milliseconds: number; readonly entities?: number; readonly errors: number };
}

/** All fetches, in the order of the plan. */
export const fetchesOf = (node: PlanNode | undefined): readonly PlanFetch[] => {
  if (!node) return [];
  return node.kind === 'FETCH' ? [node] : node.nodes.flatMap(fetchesOf);
};
