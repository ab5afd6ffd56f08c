import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { nameOperations } from '@ejazz/platform/tracing/name-operations';
import type { GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context';
import { createSubgraphClient, type SubgraphClient } from '../datasource/subgraph-client';
import { createSubgraphSource, type FetchReport, type SubgraphSource } from '../datasource/subgraph-source';
import type { ViewerToken } from '../datasource/viewer-tokens';
import type { GatewayEnv } from '../env';
import { formatGatewayError } from '../errors/format-error';
import { createLocalSource, localSubgraph } from '../local/local-source';
import { refuseSubscriptionsOverHttp } from '../plugins/refuse-subscriptions-over-http';
import { requireAuth } from '../plugins/require-auth';
import { requireOperation } from '../plugins/require-operation';
import { openSubscriptionPlan } from '../subscriptions/plan';
import { withoutTelemetry } from './telemetry';

export interface GraphOptions {
  readonly env: GatewayEnv;
  readonly supergraphSdl: string;
  readonly viewerToken: ViewerToken;
  readonly log: Logger;
  readonly onFetch: (fetch: FetchReport) => void;
}

export interface Graph extends Service {
  readonly server: ApolloServer<GatewayContext>;
  schema(): GraphQLSchema;
  urlOf(subgraph: string): string;
}

/** The executable supergraph: Apollo's planner and executor on our own datasources. */
export function createGraph({ env, supergraphSdl, viewerToken, log, onFetch }: GraphOptions): Graph {
  const urls = new Map<string, string>();
  const clients: SubgraphClient[] = [];
  const sources = new Map<string, SubgraphSource>();
  const remote = (name: string, routingUrl: string): GraphQLDataSource => {
    const url = env.SUBGRAPH_URLS.get(name) ?? routingUrl;
    const client = createSubgraphClient({ url, connections: env.SUBGRAPH_CONNECTIONS, timeout: env.SUBGRAPH_TIMEOUT_MS });
    const source = createSubgraphSource({ name, client, viewerToken, log, onFetch });
    urls.set(name, url);
    clients.push(client);
    sources.set(name, source);
    return source;
  };
  const gateway = withoutTelemetry(
    () =>
      new ApolloGateway({
        supergraphSdl,
        buildService: ({ name, url }) => (name === localSubgraph ? createLocalSource((owner) => sources.get(owner)) : remote(name, url ?? '')),
        experimental_didResolveQueryPlan: openSubscriptionPlan,
        __exposeQueryPlanExperimental: false,
        logger: log.child({}, { level: 'warn' }),
      }),
  );
  const development = env.MODE === 'development';
  const server = new ApolloServer<GatewayContext>({
    gateway,
    introspection: development,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatGatewayError(log),
    plugins: [
      nameOperations(),
      requireOperation(),
      refuseSubscriptionsOverHttp(),
      requireAuth(),
      development ? ApolloServerPluginLandingPageLocalDefault() : ApolloServerPluginLandingPageDisabled(),
    ],
    logger: log,
  });
  return {
    name: 'graph',
    server,
    schema: () => gateway.schema as GraphQLSchema,
    urlOf: (subgraph) => urls.get(subgraph) ?? '',
    start: () => server.start(),
    stop: async () => {
      await server.stop();
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}
