import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { nameOperations } from '@ejazz/platform/tracing/name-operations';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context';
import type { Subgraphs } from '../datasource/subgraphs';
import { tellDegraded } from '../degraded/tell-degraded';
import type { GatewayEnv } from '../env';
import { localSource } from '../local/local-source';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { tellPlan } from '../plan/tell-plan';
import { refuseSubscriptionsOverHttp } from '../plugins/refuse-subscriptions-over-http';
import { authRequirements, refuseGuardedFields, requireAuth } from '../plugins/require-auth';
import { requireOperation } from '../plugins/require-operation';
import { costModel } from '../protection/cost/cost-model';
import type { Protection } from '../protection/protection';
import { classedFields } from '../protection/rate/operation-class';
import { createExecutor } from './executor';
import { plannable } from './known-operations';
import type { Origin } from './origin/origin';
import { createReload, type SupergraphStatus } from './reload';
import { createSourcePool } from './sources';
import { createSupergraphs, type Supergraphs } from './supergraphs';

export interface GraphOptions {
  readonly env: GatewayEnv;
  readonly subgraphs: Subgraphs;
  readonly log: Logger;
  readonly origin: Origin;
  readonly metrics: Pick<GatewayMetrics, 'supergraph'>;
  readonly clock: Clock;
  readonly protection: Protection;
  /** Plugins of Apollo Server that belong to no part of the graph. */
  readonly plugins: readonly ApolloServerPlugin<GatewayContext>[];
}

export interface Graph extends Service {
  readonly server: ApolloServer<GatewayContext>;
  /** The live supergraph's, as clients see it. */
  schema(): GraphQLSchema;
  /** Calls with the live supergraph, and with each that becomes live after it. */
  readonly onSupergraph: Supergraphs['onLive'];
  /** Looks for another supergraph now. */
  reload(): Promise<void>;
  status(): SupergraphStatus;
}

/** The executable supergraph: Apollo's planner and executor on our own datasources. */
export function createGraph({ env, origin, subgraphs, metrics, clock, log, protection, plugins }: GraphOptions): Graph {
  const { onOutcome, onLookup, live } = metrics.supergraph;
  const sources = createSourcePool(subgraphs.open, localSource(protection));
  // What is read of a supergraph when it is loaded: what cannot be read refuses it.
  const readers = [env.VIEWER_SECRET === undefined ? refuseGuardedFields : authRequirements, costModel, classedFields];
  const supergraphs = createSupergraphs({
    urls: env.SUBGRAPH_URLS,
    sources,
    readers,
    known: plannable(protection.knownDocuments),
    clock,
    log,
    onLookup,
  });
  const reload = createReload({ origin, supergraphs, onOutcome, clock, log });
  supergraphs.onLive(live);

  const development = env.MODE === 'development';
  const server = new ApolloServer<GatewayContext>({
    gateway: createExecutor(supergraphs),
    ...protection.server,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ...plugins,
      nameOperations(),
      requireOperation(),
      refuseSubscriptionsOverHttp(),
      requireAuth(),
      tellDegraded(),
      ...protection.plugins,
      ...(development ? [tellPlan()] : []),
      ApolloServerPluginLandingPageDisabled(),
    ],
    logger: log,
  });
  return {
    ...serviceOf('graph', [supergraphs, reload, { name: 'apollo server', start: () => server.start(), stop: () => server.stop() }]),
    server,
    schema: () => supergraphs.current().schema,
    onSupergraph: supergraphs.onLive,
    reload: reload.reload,
    status: reload.status,
  };
}
