import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { parse, print } from 'graphql';
import type { PlanRecord, RecordedFetch } from './plan-records';

/** A plan as `extensions.executedPlan` tells it: what was to be fetched in which order, and how each fetch went. */
export type ToldNode =
  | { readonly kind: 'SEQUENCE' | 'PARALLEL'; readonly nodes: readonly ToldNode[] }
  | { readonly kind: 'CONDITION'; readonly condition: string; readonly nodes: readonly ToldNode[] }
  | {
      readonly kind: 'FETCH';
      readonly subgraph: string;
      /** Where in the answer it fills in, `@` standing for each item of a list; empty at the root. */
      readonly path: string;
      readonly operation: string;
      /** Absent when there was nothing to ask for. */
      readonly fetched?: { readonly startedAt: number; readonly milliseconds: number; readonly entities?: number; readonly errors: number };
    };

export interface ToldPlan {
  /** From the operation's coming in until its answer. */
  readonly milliseconds: number;
  /** Absent when nothing had to be fetched, as for introspection. */
  readonly root?: ToldNode;
}

export function toldPlan({ begun, plan, fetches }: PlanRecord & { readonly plan: QueryPlan }): ToldPlan {
  const milliseconds = rounded(performance.now() - begun);
  return plan.node ? { milliseconds, root: told(plan.node, '', fetches) } : { milliseconds };
}

function told(node: PlanNode | SubscriptionNode, path: string, fetches: readonly RecordedFetch[]): ToldNode {
  const each = (nodes: readonly PlanNode[]) => nodes.map((child) => told(child, path, fetches));
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'SEQUENCE', nodes: each(node.nodes) };
    case 'Parallel':
      return { kind: 'PARALLEL', nodes: each(node.nodes) };
    case 'Subscription':
      return { kind: 'SEQUENCE', nodes: each(node.rest ? [node.primary, node.rest] : [node.primary]) };
    case 'Flatten':
      return told(node.node, node.path.join('.'), fetches);
    case 'Condition':
      return { kind: 'CONDITION', condition: node.condition, nodes: each([node.ifClause, node.elseClause].filter((clause) => clause !== undefined)) };
    case 'Defer':
      return { kind: 'SEQUENCE', nodes: each([node.primary.node, ...node.deferred.map((part) => part.node)].filter((part) => part !== undefined)) };
    case 'Fetch':
      return { kind: 'FETCH', subgraph: node.serviceName, path, operation: print(parse(node.operation)), ...howItWent(node, fetches) };
  }
}

function howItWent(node: FetchNode, fetches: readonly RecordedFetch[]) {
  const found = fetches.find((fetch) => fetch.node === node);
  if (!found) return {};
  const { entities, errors } = found;
  const times = { startedAt: rounded(found.startedAt), milliseconds: rounded(found.milliseconds) };
  return { fetched: { ...times, ...(entities === undefined ? {} : { entities }), errors } };
}

const rounded = (milliseconds: number) => Math.round(milliseconds * 100) / 100;
