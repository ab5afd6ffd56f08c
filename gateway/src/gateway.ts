import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { busConnections } from '@ejazz/platform/bus/connection-budget';
import { createEngine } from '@ejazz/platform/bus/create-engine';
import { createPubSub } from '@ejazz/platform/bus/create-pubsub';
import { type Clock, systemClock } from '@ejazz/platform/clock/clock';
import { graphqlRoute } from '@ejazz/platform/http/graphql-route';
import { createHttpServer, type Route } from '@ejazz/platform/http/http-server';
import { type Service, serviceOf } from '@ejazz/platform/lifecycle/service';
import { createLogger, type Logger } from '@ejazz/platform/log/logger';
import { createMetrics, type Metrics } from '@ejazz/platform/metrics/metrics';
import type { AnswerInProcess } from '@ejazz/platform/subgraph/in-process';
import { createTracing } from '@ejazz/platform/tracing/tracing';
import type { LiveHints } from './auth/live-hints';
import { createTrust } from './auth/trust';
import type { GatewayContext } from './context';
import type { FetchReport } from './datasource/fetch-report';
import { createSubgraphs } from './datasource/subgraphs';
import { faultHeader, faultsIn } from './degraded/faults';
import { withPersistedQuery } from './documents/document-id';
import type { GatewayEnv } from './env';
import { callerOf } from './http/caller';
import { capConnections } from './http/cap-connections';
import { createCors } from './http/cors';
import { deadlineOf } from './http/deadline';
import { hardenHeaders } from './http/hardened-headers';
import { createTrustedProxies } from './http/trusted-proxies';
import { renewal } from './local/renew-subscriptions';
import { createGatewayMetrics } from './metrics/gateway-metrics';
import { measureOperations } from './plugins/measure-operations';
import { recordUsage } from './plugins/record-usage';
import { beyond } from './protection/limits';
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

/** The one endpoint of the graph. */
export function createGateway(env: GatewayEnv, overrides: GatewayOverrides = {}): Gateway {
  const log = overrides.log ?? createLogger('gateway', env.LOG_LEVEL);
  const registry = overrides.metrics ?? createMetrics('gateway', { processFigures: true });
  const metrics = createGatewayMetrics(registry);
  const clock = overrides.clock ?? systemClock;
  const tracing = createTracing('gateway', env.OTEL_EXPORTER_OTLP_ENDPOINT);
  const bus = overrides.pubsub ? undefined : createHints(env, log);
  const hints = overrides.pubsub ?? bus?.pubsub;
  const { authenticate, viewerToken, revocations, parts } = createTrust({ env, hints, clock, log });

  const subgraphs = createSubgraphs({
    env,
    viewerToken,
    inProcess: overrides.inProcess,
    metrics: metrics.subgraphs,
    onFetch: overrides.onFetch,
    log,
  });
  const origin = createOrigin(env.SUPERGRAPH, env.SUPERGRAPH_POLL_MS);
  const usage = env.USAGE_FILE ? createUsageLog({ path: env.USAGE_FILE, interval: env.USAGE_INTERVAL_MS, clock, log }) : undefined;
  const plugins = [measureOperations(metrics.operations), ...(usage ? [recordUsage(usage.count)] : [])];
  const protection = createProtection({ env, engine: bus?.engine, metrics: metrics.operations, log });
  const { limits } = protection;
  const graph = createGraph({ env, origin, subgraphs, metrics, clock, log, protection, plugins });
  const trusted = createTrustedProxies(env.TRUSTED_PROXIES);
  const callerFrom = (request: IncomingMessage) => callerOf(request, { trusted, forward: env.FORWARD_HEADERS });

  const subscriptions = createSubscriptions({
    env,
    authenticate,
    viewerToken,
    revocations,
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
  const development = env.MODE === 'development';
  const cors = createCors({ origins: env.CORS_ORIGINS, localhost: development });
  const http = createHttpServer({
    name: 'gateway',
    host: env.HOST,
    port: env.PORT,
    portSetting: 'PORT',
    lameDuck: env.LAME_DUCK_MS,
    upgrade: subscriptions.upgrade,
    patience: { headers: env.HEADERS_TIMEOUT_MS, request: env.REQUEST_TIMEOUT_MS },
    admit: capConnections({ total: env.MAX_CONNECTIONS, perAddress: env.MAX_CONNECTIONS_PER_ADDRESS, exempt: trusted.has }),
    checks: [{ name: 'supergraph', check: async () => graph.server.assertStarted('readiness') }],
    status: () => ({ supergraph: graph.status() }),
    log,
    metrics: registry,
    tracing,
    routes: [
      ...(overrides.routes ?? []),
      graphqlRoute<GatewayContext>({
        server: graph.server,
        bodyLimit: limits.bodyBytes,
        rewrite: withPersistedQuery,
        refuseBatch: (size) => (size > limits.batch ? beyond(limits, 'batch') : undefined),
        methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
        guard: (request, response) => {
          hardenHeaders(response, { page: development && request.method === 'GET' });
          return cors(request, response);
        },
        context: async (request, signal) => {
          setMaxListeners(0, signal);
          const deadline = deadlineOf(request.headers, env.ANSWER_TIMEOUT_MS);
          const faults = faultsIn(request.headers[faultHeader], development);
          const session = await authenticate(request.headers.authorization);
          const { viewer } = session;
          const caller = callerFrom(request);
          protection.refuseSpent({ viewer, caller });
          return { viewer, caller, signal, deadline, faults, renewSubscriptions: renewal(subscriptions.connections, session) };
        },
        intercept: subscriptions.stream,
      }),
    ],
  });
  return {
    ...serviceOf('gateway', [
      tracing,
      ...(bus ? [bus.engine, bus.pubsub] : []),
      ...parts,
      subgraphs,
      ...(usage ? [usage] : []),
      graph,
      subscriptions.below,
      http,
      subscriptions.above,
    ]),
    reload: graph.reload,
    get url() {
      return `${http.url}/graphql`;
    },
  };
}

/** Live hints, if the bus has an address. A bus that is away keeps no gateway from its work: ended sessions are asked for as well. */
function createHints({ BUS_URL: postgresUrl, REDIS_URL: redisUrl }: GatewayEnv, log: Logger) {
  if (!postgresUrl && !redisUrl) return undefined;
  const engine = createEngine({ postgresUrl, redisUrl, name: 'gateway', connections: busConnections.postgres.smallPool, log });
  return { engine, pubsub: createPubSub(engine, log) };
}
