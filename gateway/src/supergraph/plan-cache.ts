import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { openSubscriptionPlan } from '../subscriptions/plan';
import type { Supergraph } from './supergraph';

/** An operation to plan: `queryHash` names its document. */
export interface PlannableOperation {
  readonly document: DocumentNode;
  readonly queryHash: string;
  readonly operationName: string | undefined;
}

export interface PlanCache {
  /** The operation must be valid. */
  planOf(operation: PlannableOperation): QueryPlan;
  /** What was asked for last, latest first. */
  recent(limit: number): readonly PlannableOperation[];
  readonly size: number;
}

interface Planned extends PlannableOperation {
  readonly plan: QueryPlan;
}

/** In characters of JSON, which is within a small factor of bytes of memory. */
const capacity = 30 * 1024 * 1024;

/** Plans of one supergraph, kept until room is needed. */
export function createPlanCache(supergraph: Supergraph, onLookup: (hit: boolean) => void = () => undefined): PlanCache {
  const cache = new LRUCache<string, Planned>({ maxSize: capacity, sizeCalculation: ({ plan }) => JSON.stringify(plan).length });
  return {
    planOf({ document, queryHash, operationName }) {
      const key = `${queryHash} ${operationName ?? ''}`;
      const known = cache.get(key);
      onLookup(known !== undefined);
      if (known) return known.plan;
      const plan = openSubscriptionPlan(supergraph.plan(document, operationName));
      cache.set(key, { document, queryHash, operationName, plan });
      return plan;
    },
    recent: (limit) => [...cache.values()].slice(0, limit),
    get size() {
      return cache.size;
    },
  };
}
