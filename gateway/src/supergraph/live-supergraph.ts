import { createPlanCache, type PlanCache } from './plan-cache';
import type { Sources } from './sources';
import type { Supergraph } from './supergraph';

/** A supergraph that operations run on: the present one, or an earlier one whose last operations are not done. */
export interface LiveSupergraph extends Supergraph {
  readonly since: Date;
  readonly plans: PlanCache;
  readonly sources: Sources['byName'];
  /** Runs an operation on it; it is not released meanwhile. */
  during<T>(operation: () => Promise<T>): Promise<T>;
  /** Lets its subgraphs go when the last operation is done, and resolves then. */
  retire(): Promise<void>;
  /** Lets its subgraphs go now. */
  close(): Promise<void>;
}

export function createLiveSupergraph(supergraph: Supergraph, sources: Sources, since: Date, onLookup: (hit: boolean) => void): LiveSupergraph {
  let running = 0;
  let onIdle: (() => void) | undefined;
  return {
    ...supergraph,
    since,
    plans: createPlanCache(supergraph, onLookup),
    sources: sources.byName,
    async during(operation) {
      running += 1;
      try {
        return await operation();
      } finally {
        running -= 1;
        if (running === 0) onIdle?.();
      }
    },
    async retire() {
      await new Promise<void>((resolve) => {
        onIdle = resolve;
        if (running === 0) resolve();
      });
      await sources.release();
    },
    close: () => sources.release(),
  };
}
