import type { Metrics } from '@ejazz/platform/metrics/metrics';
import { Counter, Gauge } from 'prom-client';
import type { LiveSupergraph } from '../supergraph/live-supergraph';
import type { ReloadOutcome } from '../supergraph/reload';

export interface SupergraphMetrics {
  readonly onOutcome: (outcome: ReloadOutcome) => void;
  readonly onLookup: (hit: boolean) => void;
  live(supergraph: LiveSupergraph): void;
}

/** Which supergraph is live, what became of others, and how often a plan was there already. */
export function createSupergraphMetrics(registry: Metrics): SupergraphMetrics {
  const registers = [registry];
  let present: LiveSupergraph | undefined;
  const outcomes = new Counter({
    name: 'gateway_supergraph_loads_total',
    help: 'Supergraphs found: made live, refused, or not read because their origin was unreachable.',
    labelNames: ['outcome'],
    registers,
  });
  const info = new Gauge({
    name: 'gateway_supergraph_info',
    help: 'Always 1; its label is the hash of the live supergraph.',
    labelNames: ['id'],
    registers,
  });
  const since = new Gauge({
    name: 'gateway_supergraph_live_since_seconds',
    help: 'When the supergraph became live, in seconds since 1970.',
    registers,
  });
  const lookups = new Counter({
    name: 'gateway_plan_cache_lookups_total',
    help: 'Operations whose query plan was known (hit) or had to be made (miss).',
    labelNames: ['result'],
    registers,
  });
  new Gauge({
    name: 'gateway_plan_cache_plans',
    help: 'Query plans kept for the live supergraph.',
    registers,
    collect() {
      this.set(present?.plans.size ?? 0);
    },
  });
  return {
    onOutcome: (outcome) => outcomes.inc({ outcome }),
    onLookup: (hit) => lookups.inc({ result: hit ? 'hit' : 'miss' }),
    live(supergraph) {
      present = supergraph;
      info.reset();
      info.set({ id: supergraph.id.slice(0, 12) }, 1);
      since.set(supergraph.since.getTime() / 1000);
    },
  };
}
