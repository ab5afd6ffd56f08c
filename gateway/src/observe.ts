import type { Metrics } from '@ejazz/platform/metrics/metrics';
import { Histogram } from 'prom-client';
import type { FetchReport } from './datasource/subgraph-source';

/** Times every request to a subgraph. */
export function observeFetches(metrics: Metrics): (fetch: FetchReport) => void {
  const duration = new Histogram({
    name: 'gateway_subgraph_fetch_seconds',
    help: 'Seconds from sending a request to a subgraph to having read its answer.',
    labelNames: ['subgraph', 'kind'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [metrics],
  });
  return ({ subgraph, kind, milliseconds }) => duration.observe({ subgraph, kind }, milliseconds / 1000);
}
