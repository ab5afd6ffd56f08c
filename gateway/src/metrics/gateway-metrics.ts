import type { Metrics } from '@ejazz/platform/metrics/metrics';
import { createOperationMetrics } from './operation-metrics';
import { createSubgraphMetrics } from './subgraph-metrics';
import { createSubscriptionMetrics } from './subscription-metrics';
import { createSupergraphMetrics } from './supergraph-metrics';

/** Every figure of the gateway but those that each HTTP server has. docs/metrics.md is made from it. */
export function createGatewayMetrics(registry: Metrics) {
  return {
    operations: createOperationMetrics(registry),
    subgraphs: createSubgraphMetrics(registry),
    supergraph: createSupergraphMetrics(registry),
    subscriptions: createSubscriptionMetrics(registry),
  };
}

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;
