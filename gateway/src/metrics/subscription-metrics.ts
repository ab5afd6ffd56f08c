import type { Metrics } from '@ejazz/platform/metrics/metrics';
import { Counter, Gauge, Histogram } from 'prom-client';

export type Transport = 'websocket' | 'sse' | 'multipart';

export type SubscriptionMetrics = ReturnType<typeof createSubscriptionMetrics>;

/** What becomes of subscriptions. */
export function createSubscriptionMetrics(registry: Metrics) {
  const registers = [registry];
  return {
    connections: new Gauge({
      name: 'gateway_subscription_connections',
      help: 'Open websockets and streams that carry subscriptions.',
      labelNames: ['transport'],
      registers,
    }),
    live: new Gauge({
      name: 'gateway_subscriptions_live',
      help: 'Subscriptions that events are delivered to.',
      labelNames: ['transport', 'field'],
      registers,
    }),
    delivered: new Counter({
      name: 'gateway_subscription_events_delivered_total',
      help: 'Events given to subscribers.',
      labelNames: ['transport', 'field'],
      registers,
    }),
    lag: new Histogram({
      name: 'gateway_subscription_event_lag_seconds',
      help: 'Seconds from an event coming from its subgraph to its result being ready for the subscriber, waiting included.',
      labelNames: ['field'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    dropped: new Counter({
      name: 'gateway_subscriptions_dropped_total',
      help: 'Subscriptions that the gateway ended: too slow, refused by a new supergraph, their subgraph lost.',
      labelNames: ['reason'],
      registers,
    }),
    resumed: new Counter({
      name: 'gateway_subscriptions_resumed_total',
      help: 'Subscriptions that went on where they were: by a client that came back (client), after a subgraph was lost (upstream), on a new supergraph (supergraph).',
      labelNames: ['by'],
      registers,
    }),
  };
}
