import type { IncomingMessage } from 'node:http';
import type { Clock } from '@ejazz/platform/clock/clock';
import { part, type Service, serviceOf } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import type { Tracing } from '@ejazz/platform/tracing/tracing';
import type { LiveHints } from '../auth/live-hints';
import type { Trust } from '../auth/trust';
import type { Subgraphs } from '../datasource/subgraphs';
import type { GatewayEnv } from '../env';
import type { Caller } from '../http/caller';
import type { SubscriptionMetrics } from '../metrics/subscription-metrics';
import type { Protection } from '../protection/protection';
import type { Graph } from '../supergraph/graph';
import { type Connections, createConnections } from './connections';
import { createHttpStreams } from './http-stream/http-streams';
import { createPerformer } from './perform';
import { createPrepare } from './prepare';
import { createUpstreams } from './upstreams';
import { createWebSocketEndpoint, type WebSocketEndpoint } from './websocket/websocket-endpoint';

export interface SubscriptionsOptions extends Pick<Trust, 'authenticate' | 'viewerToken' | 'revocations'> {
  readonly env: GatewayEnv;
  readonly hints: LiveHints | undefined;
  readonly graph: Graph;
  readonly subgraphs: Pick<Subgraphs, 'urlOf'>;
  readonly protection: Protection;
  readonly callerOf: (request: IncomingMessage) => Caller;
  readonly clock: Clock;
  readonly metrics: SubscriptionMetrics;
  readonly tracing: Tracing;
  readonly log: Logger;
}

export interface Subscriptions {
  readonly connections: Connections;
  readonly upgrade: WebSocketEndpoint['upgrade'];
  /** Answers requests for streams; true when it has. */
  readonly stream: ReturnType<typeof createHttpStreams>;
  /** What reaches the subgraphs: started before clients come, stopped when they have gone. */
  readonly below: Service;
  /** What clients hang on. */
  readonly above: Service;
}

/** Everything that lives longer than a request: over WebSocket, SSE and multipart, through one pipeline. */
export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { env, graph, subgraphs, protection, metrics, tracing, log, authenticate, callerOf } = options;
  const upstreams = createUpstreams({ urlOf: subgraphs.urlOf, viewerToken: options.viewerToken, retries: env.UPSTREAM_RETRIES, log });
  const connections = createConnections({
    revocations: options.revocations,
    hints: options.hints,
    clock: options.clock,
    mostOfViewer: env.CONNECTIONS_PER_VIEWER,
    mostOfAddress: env.CONNECTIONS_PER_ADDRESS,
    answerTimeout: env.ANSWER_TIMEOUT_MS,
    mostSubscriptions: env.SUBSCRIPTIONS_PER_CONNECTION,
    warning: env.TOKEN_WARNING_MS,
    metrics,
  });
  const { perform, adoptSupergraph } = createPerformer({
    prepare: createPrepare({ server: graph.server, formatError: protection.formatError }),
    schema: graph.schema,
    upstreams,
    queueLimit: env.SUBSCRIPTION_QUEUE,
    tracing,
    metrics,
  });
  graph.onSupergraph(() => void adoptSupergraph());
  const { bodyBytes: maxPayload } = protection.limits;
  const sockets = createWebSocketEndpoint({ authenticate, connections, callerOf, maxPayload, perform, log });
  return {
    connections,
    upgrade: sockets.upgrade,
    stream: createHttpStreams({ authenticate, connections, callerOf, perform }),
    below: part('upstreams', () => undefined, upstreams.stop),
    above: serviceOf('live connections', [sockets, connections]),
  };
}
