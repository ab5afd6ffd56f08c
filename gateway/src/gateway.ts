import type { IncomingMessage } from 'node:http';
import { type Clock, systemClock } from '@ejazz/platform/clock/clock';
import type { Route } from '@ejazz/platform/http/http-server';
import { type Service, serviceOf } from '@ejazz/platform/lifecycle/service';
import { createLogger, type Logger } from '@ejazz/platform/log/logger';
import { createMetrics, type Metrics } from '@ejazz/platform/metrics/metrics';
import type { AnswerInProcess } from '@ejazz/platform/subgraph/in-process';
import { createTracing } from '@ejazz/platform/tracing/tracing';
import type { LiveHints } from './auth/live-hints';
import { createTrust } from './auth/trust';
import { createGatewayBus } from './bus';
import type { FetchReport } from './datasource/fetch-report';
import { createSubgraphs } from './datasource/subgraphs';
import type { GatewayEnv } from './env';
import { callerOf } from './http/caller';
import { createHttpEndpoint } from './http/http-endpoint';
import { createTrustedProxies } from './http/trusted-proxies';
import { createGatewayMetrics } from './metrics/gateway-metrics';
import { measureOperations } from './plugins/measure-operations';
import { recordUsage } from './plugins/record-usage';
import { createProtection } from './protection/protection';
import { createSubscriptions } from './subscriptions/subscriptions';
import { createGraph } from './supergraph/graph';
import { createOrigin } from './supergraph/origin/create-origin';
import { createUsageLog } from './usage/usage-log';

export interface GatewayOverrides {
  /** Carries `session-revoked`, in place of the bus that BUS_URL or REDIS_URL names. */
  readonly pubsub?: LiveHints;
  readonly log?: Logger;
  readonly metrics?: Metrics;
  readonly clock?: Clock;
  readonly onFetch?: (fetch: FetchReport) => void;
  /** Subgraphs that run in this process, by name. */
  readonly inProcess?: ReadonlyMap<string, AnswerInProcess>;
  /** Pages beside the graph, for development. */
  readonly routes?: readonly Route[];
}

export interface Gateway extends Service {
  /** Where clients send operations; `ws` in place of `http` for the websocket. */
  readonly url: string;
  /** Looks for another supergraph now; resolves when it is live or refused. */
  reload(): Promise<void>;
}

/** The one endpoint of the graph, put together. */
export function createGateway(env: GatewayEnv, overrides: GatewayOverrides = {}): Gateway {
  const log = overrides.log ?? createLogger('gateway', env.LOG_LEVEL);
  const registry = overrides.metrics ?? createMetrics('gateway', { processFigures: true });
  const metrics = createGatewayMetrics(registry);
  const clock = overrides.clock ?? systemClock;
  const tracing = createTracing('gateway', env.OTEL_EXPORTER_OTLP_ENDPOINT);
  const bus = overrides.pubsub ? undefined : createGatewayBus(env, log);
  const hints = overrides.pubsub ?? bus?.pubsub;
  const { parts: trustParts, ...trust } = createTrust({ env, hints, clock, log });
  const trusted = createTrustedProxies(env.TRUSTED_PROXIES);
  const callerFrom = (request: IncomingMessage) => callerOf(request, { trusted, forward: env.FORWARD_HEADERS });

  const subgraphs = createSubgraphs({
    env,
    viewerToken: trust.viewerToken,
    inProcess: overrides.inProcess,
    metrics: metrics.subgraphs,
    onFetch: overrides.onFetch,
    log,
  });
  const protection = createProtection({ env, engine: bus?.engine, metrics: metrics.operations, log });
  const usage = env.USAGE_FILE ? createUsageLog({ path: env.USAGE_FILE, interval: env.USAGE_INTERVAL_MS, clock, log }) : undefined;
  const origin = createOrigin(env.SUPERGRAPH, env.SUPERGRAPH_POLL_MS);
  const plugins = [measureOperations(metrics.operations), ...(usage ? [recordUsage(usage.count)] : [])];
  const graph = createGraph({ env, origin, subgraphs, metrics, clock, log, protection, plugins });
  const subscriptions = createSubscriptions({
    ...trust,
    env,
    hints,
    graph,
    subgraphs,
    protection,
    callerOf: callerFrom,
    clock,
    metrics: metrics.subscriptions,
    tracing,
    log,
  });
  const http = createHttpEndpoint({
    env,
    authenticate: trust.authenticate,
    callerOf: callerFrom,
    trusted,
    graph,
    protection,
    subscriptions,
    routes: overrides.routes ?? [],
    metrics: registry,
    tracing,
    log,
  });
  const below = [tracing, ...(bus?.parts ?? []), ...trustParts, subgraphs, ...(usage ? [usage] : []), graph, subscriptions.below];
  return {
    ...serviceOf('gateway', [...below, http, subscriptions.above]),
    reload: graph.reload,
    get url() {
      return `${http.url}/graphql`;
    },
  };
}
