import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { graphqlRoute } from '@ejazz/platform/http/graphql-route';
import { createHttpServer, type HttpServer, type Route } from '@ejazz/platform/http/http-server';
import type { Logger } from '@ejazz/platform/log/logger';
import type { Metrics } from '@ejazz/platform/metrics/metrics';
import type { Tracing } from '@ejazz/platform/tracing/tracing';
import type { Authenticate } from '../auth/authenticate';
import { consoleRoutes, redirectBrowsers } from '../console/console';
import type { GatewayContext } from '../context';
import { faultHeader, faultsIn } from '../degraded/faults';
import { withPersistedQuery } from '../documents/document-id';
import type { GatewayEnv } from '../env';
import { renewal } from '../local/renew-subscriptions';
import { beyond } from '../protection/limits';
import type { Protection } from '../protection/protection';
import type { Subscriptions } from '../subscriptions/subscriptions';
import type { Graph } from '../supergraph/graph';
import type { Caller } from './caller';
import { capConnections } from './cap-connections';
import { createCors } from './cors';
import { deadlineOf } from './deadline';
import { hardenHeaders } from './hardened-headers';
import type { TrustedProxies } from './trusted-proxies';

export interface HttpEndpointOptions {
  readonly env: GatewayEnv;
  readonly authenticate: Authenticate;
  readonly callerOf: (request: IncomingMessage) => Caller;
  readonly trusted: TrustedProxies;
  readonly graph: Graph;
  readonly protection: Protection;
  readonly subscriptions: Subscriptions;
  /** Pages beside the graph. */
  readonly routes: readonly Route[];
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly log: Logger;
}

/** `/graphql` for clients, with what stands before it; health and metrics for operators. */
export function createHttpEndpoint(options: HttpEndpointOptions): HttpServer {
  const { env, authenticate, callerOf, trusted, graph, protection, subscriptions, routes, metrics, tracing, log } = options;
  const { limits } = protection;
  const development = env.MODE === 'development';
  const cors = createCors({ origins: env.CORS_ORIGINS, localhost: development });
  const consoles = consoleRoutes({ env, schema: graph.schema, authenticate });
  const contextOf = async (request: IncomingMessage, signal: AbortSignal): Promise<GatewayContext> => {
    setMaxListeners(0, signal);
    const deadline = deadlineOf(request.headers, env.ANSWER_TIMEOUT_MS);
    const faults = faultsIn(request.headers[faultHeader], development);
    const session = await authenticate(request.headers.authorization);
    const { viewer } = session;
    const caller = callerOf(request);
    protection.refuseSpent({ viewer, caller });
    return { viewer, caller, signal, deadline, faults, renewSubscriptions: renewal(subscriptions.connections, session) };
  };
  return createHttpServer({
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
    metrics,
    tracing,
    routes: [
      ...routes,
      ...consoles,
      graphqlRoute<GatewayContext>({
        server: graph.server,
        bodyLimit: limits.bodyBytes,
        rewrite: withPersistedQuery,
        refuseBatch: (size) => (size > limits.batch ? beyond(limits, 'batch') : undefined),
        methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
        guard: (request, response) => {
          hardenHeaders(response);
          return cors(request, response) || (consoles.length > 0 && redirectBrowsers(request, response));
        },
        context: contextOf,
        intercept: subscriptions.stream,
      }),
    ],
  });
}
