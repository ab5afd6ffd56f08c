import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { type GraphQLSchema, validate } from 'graphql';
import { createLiveSupergraph, type LiveSupergraph } from './live-supergraph';
import type { PlannableOperation } from './plan-cache';
import type { SourcePool } from './sources';
import { buildSupergraphInTurns, type Supergraph, supergraphId } from './supergraph';

export interface SupergraphsOptions {
  /** URLs that differ from those in the graph. */
  readonly urls: ReadonlyMap<string, readonly string[]>;
  readonly sources: SourcePool;
  /** Read what they need of a graph; what one throws refuses the graph. */
  readonly readers: readonly ((schema: GraphQLSchema) => unknown)[];
  /** What clients are known to ask for: planned before a graph is live. */
  readonly known: readonly PlannableOperation[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly onLookup: (hit: boolean) => void;
}

export interface Supergraphs extends Service {
  /** Makes the first one live, or another, with the plans of what is known or was asked for lately. When it rejects, the present one stays. */
  swap(sdl: string): Promise<LiveSupergraph>;
  current(): LiveSupergraph;
  /** The one that an operation was validated against. */
  of(schema: GraphQLSchema): LiveSupergraph;
  /** Calls with the live supergraph, if there is one, and with each that becomes live: from then on new operations run on it. */
  onLive(listener: (supergraph: LiveSupergraph) => void): () => void;
}

/** Operations planned anew before a swap. */
const warmed = 500;
/** An operation may have been validated long before it is executed: while its sender's token is checked, for instance. */
const retireAfter = 30_000;

export function createSupergraphs({ urls, sources, readers, known, clock, log, onLookup }: SupergraphsOptions): Supergraphs {
  const listeners = new Set<(supergraph: LiveSupergraph) => void>();
  const bySchema = new WeakMap<GraphQLSchema, LiveSupergraph>();
  const open = new Set<LiveSupergraph>();
  let live: LiveSupergraph | undefined;

  const prepare = async (sdl: string): Promise<Supergraph> => {
    const supergraph = await buildSupergraphInTurns(sdl, urls);
    for (const reader of readers) {
      await nextTurn();
      reader(supergraph.schema);
    }
    return supergraph;
  };
  const current = () => {
    if (!live) throw new Error('No supergraph is loaded yet.');
    return live;
  };
  const makeLive = async (sdl: string): Promise<LiveSupergraph> => {
    if (supergraphId(sdl) === live?.id) return live;
    const supergraph = await prepare(sdl);
    const next = createLiveSupergraph(supergraph, sources.acquire(supergraph.subgraphs), clock.now(), onLookup);
    open.add(next);
    bySchema.set(next.schema, next);
    const previous = live;
    await warm(next, [...known, ...(previous?.plans.recent(warmed) ?? [])], log);
    live = next;
    for (const listener of [...listeners]) listener(next);
    if (previous) setTimeout(retire, retireAfter, previous).unref();
    return next;
  };
  const retire = async (supergraph: LiveSupergraph) => {
    await supergraph.retire();
    open.delete(supergraph);
  };

  let swapping: Promise<unknown> = Promise.resolve();
  return {
    name: 'supergraphs',
    start: async () => undefined,
    swap(sdl) {
      const swapped = swapping.then(() => makeLive(sdl));
      swapping = swapped.catch(() => undefined);
      return swapped;
    },
    current,
    of: (schema) => bySchema.get(schema) ?? current(),
    onLive(listener) {
      listeners.add(listener);
      if (live) listener(live);
      return () => listeners.delete(listener);
    },
    async stop() {
      await swapping;
      await Promise.all([...open].map((supergraph) => supergraph.close()));
      open.clear();
    },
  };
}

/** Plans, one a turn of the event loop so that nobody waits, and tells what the new graph no longer answers. */
async function warm(supergraph: LiveSupergraph, operations: readonly PlannableOperation[], log: Logger): Promise<void> {
  const lost: PlannableOperation[] = [];
  for (const operation of operations) {
    await nextTurn();
    if (!isPlanned(supergraph, operation)) lost.push(operation);
  }
  if (lost.length === 0) return;
  const names = lost.slice(0, 10).map(({ operationName, queryHash }) => operationName ?? queryHash.slice(0, 8));
  log.warn({ operations: names, count: lost.length }, 'known operations that the new supergraph does not answer');
}

function isPlanned({ schema, plans }: LiveSupergraph, operation: PlannableOperation): boolean {
  try {
    return validate(schema, operation.document).length === 0 && plans.planOf(operation) !== undefined;
  } catch {
    return false;
  }
}
