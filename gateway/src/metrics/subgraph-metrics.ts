import type { Metrics } from '@ejazz/platform/metrics/metrics';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { FetchReport } from '../datasource/fetch-report';
import type { InstanceFigures } from '../datasource/instances/instances';
import type { BreakerState } from '../datasource/transport/resilience';

/** The present state of one subgraph, as seen from here; one in the same process has no instances. */
export interface SubgraphFigures {
  readonly breaker: BreakerState;
  readonly instances?: InstanceFigures;
}

export interface SubgraphMetrics {
  fetched(fetch: FetchReport): void;
  retried(subgraph: string): void;
  shared(subgraph: string): void;
  ejected(subgraph: string): void;
  /** Reads the figures whenever the measures are asked for, until it is ended. */
  watch(subgraph: string, figures: () => SubgraphFigures): () => void;
}

const breakerValues: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 0.5, open: 1 };

export function createSubgraphMetrics(metrics: Metrics): SubgraphMetrics {
  const registers = [metrics];
  const watched = new Set<{ readonly subgraph: string; readonly figures: () => SubgraphFigures }>();
  const counter = (name: string, help: string) => new Counter({ name, help, labelNames: ['subgraph'], registers });
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read: (figures: SubgraphFigures) => [Record<L, string>, number][],
  ) =>
    new Gauge<L | 'subgraph'>({
      name,
      help,
      labelNames: ['subgraph', ...labelNames],
      registers,
      collect() {
        this.reset();
        for (const { subgraph, figures } of watched) for (const [labels, value] of read(figures())) this.set({ subgraph, ...labels }, value);
      },
    });
  const ofInstances = <L extends string>(read: (instances: InstanceFigures) => [Record<L, string>, number][]) => {
    return ({ instances }: SubgraphFigures) => (instances ? read(instances) : []);
  };

  const duration = new Histogram({
    name: 'gateway_subgraph_fetch_seconds',
    help: 'Seconds from asking a subgraph to having read its answer, or to giving up; retries included.',
    labelNames: ['subgraph', 'kind', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const retries = counter('gateway_subgraph_retries_total', 'Requests that were sent to a subgraph once more.');
  const shares = counter('gateway_subgraph_shared_total', 'Requests that were not sent, because the same viewer had the same one in flight.');
  const ejections = counter('gateway_subgraph_ejections_total', 'Times an instance was left out for a while because it failed.');
  gauge('gateway_subgraph_breaker', 'State of the circuit breaker: 0 closed, 0.5 half open, 1 open.', [], ({ breaker }) => [
    [{}, breakerValues[breaker]],
  ]);
  gauge(
    'gateway_subgraph_in_flight',
    'Requests to a subgraph under way.',
    [],
    ofInstances(({ inFlight }) => [[{}, inFlight]]),
  );
  gauge(
    'gateway_subgraph_instances',
    'Instances of a subgraph: asked (good), or left out because they are not ready or fail (bad).',
    ['standing'],
    ofInstances(({ good, bad }) => [
      [{ standing: 'good' }, good],
      [{ standing: 'bad' }, bad],
    ]),
  );
  gauge(
    'gateway_subgraph_connections',
    'Open connections to a subgraph.',
    ['use'],
    ofInstances(({ openConnections, idleConnections }) => [
      [{ use: 'idle' }, idleConnections],
      [{ use: 'busy' }, openConnections - idleConnections],
    ]),
  );

  return {
    fetched: ({ subgraph, kind, outcome, milliseconds }) => duration.observe({ subgraph, kind, outcome }, milliseconds / 1000),
    retried: (subgraph) => retries.inc({ subgraph }),
    shared: (subgraph) => shares.inc({ subgraph }),
    ejected: (subgraph) => ejections.inc({ subgraph }),
    watch(subgraph, figures) {
      const entry = { subgraph, figures };
      watched.add(entry);
      return () => watched.delete(entry);
    },
  };
}
