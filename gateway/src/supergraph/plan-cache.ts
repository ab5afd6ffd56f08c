import type { Operation } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { openSubscriptionPlan } from '../subscriptions/plan';
import { type OwnNames, ownNames } from './own-names';
import { createShapes, type Shapes } from './shaping/shapes';
import type { Supergraph } from './supergraph';

/** An operation to plan: `queryHash` is the SHA-256 of its document's text, in hex. */
export interface PlannableOperation {
  readonly document: DocumentNode;
  readonly queryHash: string;
  readonly operationName: string | undefined;
}

export interface PlanCache {
  /** The operation must be valid. */
  planOf(operation: PlannableOperation): PlannedOperation;
  /** What was asked for last, latest first. */
  recent(limit: number): readonly PlannableOperation[];
  readonly size: number;
}

/** `document` is the client's own; plan and operation are those of `names.document`. */
export interface PlannedOperation extends PlannableOperation {
  readonly plan: QueryPlan;
  readonly operation: Operation;
  readonly shapes: Shapes;
  readonly names: OwnNames;
}

/** In characters of JSON, which is within a small factor of bytes of memory. */
const capacity = 30 * 1024 * 1024;

/** Plans of one supergraph, kept until room is needed. */
export function createPlanCache(supergraph: Supergraph, onLookup: (hit: boolean) => void = () => undefined): PlanCache {
  const cache = new LRUCache<string, PlannedOperation>({ maxSize: capacity, sizeCalculation: ({ plan }) => JSON.stringify(plan).length });
  return {
    planOf({ document, queryHash, operationName }) {
      const overridden = supergraph.drawOverrides();
      const key = [queryHash, operationName, ...overridden].join(' ');
      const known = cache.get(key);
      onLookup(known !== undefined);
      if (known) return known;
      const names = ownNames(document, supergraph.required);
      const { plan, operation } = supergraph.plan(names.document, operationName, overridden);
      const planned = { document, queryHash, operationName, names, operation, shapes: createShapes(operation), plan: openSubscriptionPlan(plan) };
      cache.set(key, planned);
      return planned;
    },
    recent: (limit) => [...cache.values()].slice(0, limit),
    get size() {
      return cache.size;
    },
  };
}
