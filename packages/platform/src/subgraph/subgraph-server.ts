import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import { parse } from 'graphql';
import { formatSubgraphError } from '../errors/format-error';
import { graphqlRoute } from '../http/graphql-route';
import type { ReadinessCheck } from '../http/health';
import { createHttpServer, type HttpServer, type Route } from '../http/http-server';
import { respond } from '../http/respond';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import type { Metrics } from '../metrics/metrics';
import { clientIn } from '../request/client';
import { deadlineFrom, deadlineHeader } from '../request/deadline';
import { enforceAuth } from '../schema/auth-directive';
import { nameOperations } from '../tracing/name-operations';
import { type Tracing, untraced } from '../tracing/tracing';
import { verifyViewer, viewerHeader } from '../viewer/signed-viewer';
import type { Viewer } from '../viewer/viewer';
import { abandonQueries } from './abandon-queries';
import { type AnswerInProcess, createInProcess } from './in-process';
import type { RequestContext } from './request-context';
import { createSubscriptionServer } from './subscription-server';

export interface SubgraphServerOptions<C extends RequestContext> {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Key that verifies the viewer signed for this subgraph. */
  readonly viewerKey: string;
  /** Milliseconds that it works on when it has said that it is about to stop. */
  readonly lameDuck?: number;
  readonly schemaFile: string;
  readonly resolvers: object;
  readonly context: (request: RequestContext) => C;
  readonly routes?: readonly Route[];
  readonly checks?: readonly ReadinessCheck[];
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracing?: Tracing;
}

export interface SubgraphServer extends Service {
  readonly url: string;
  /** The same GraphQL for a gateway in this process. */
  readonly answer: AnswerInProcess;
}

const bodyLimit = 1024 * 1024;

/** One subgraph's GraphQL over HTTP and WebSocket; it answers nothing without a viewer signed for it. */
export function createSubgraphServer<C extends RequestContext>(options: SubgraphServerOptions<C>): SubgraphServer {
  const typeDefs = parse(readFileSync(options.schemaFile, 'utf8'));
  const schema = enforceAuth(buildSubgraphSchema({ typeDefs, resolvers: options.resolvers as GraphQLResolverMap<unknown> }));
  const server = new ApolloServer<C>({
    schema,
    introspection: true,
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: formatSubgraphError(options.log),
    plugins: [ApolloServerPluginInlineTraceDisabled(), nameOperations(), abandonQueries()],
    logger: options.log,
  });
  const viewerOf = (token: unknown) => verifyViewer(token, options.name, options.viewerKey);
  const subscriptions = createSubscriptionServer({ tracing: untraced, ...options, schema, viewerOf });
  const inProcess = createInProcess({ tracing: untraced, ...options, server });
  const http: HttpServer = createHttpServer({
    ...options,
    portSetting: 'PORT',
    upgrade: subscriptions.upgrade,
    routes: [
      ...(options.routes ?? []),
      graphqlRoute<C>({
        server,
        bodyLimit,
        deadline: ({ headers }) => deadlineFrom(headers[deadlineHeader]) || undefined,
        guard: (request, response) => {
          if (viewerOf(request.headers[viewerHeader])) return false;
          respond(response, 401, { errors: [{ message: 'This service answers the gateway only.', extensions: { code: 'UNAUTHENTICATED' } }] });
          return true;
        },
        context: async (request, signal) =>
          options.context({ viewer: viewerOf(request.headers[viewerHeader]) as Viewer, client: clientIn(request.headers), signal }),
      }),
    ],
  });
  return {
    name: `${options.name} graphql`,
    get url() {
      return `${http.url}/graphql`;
    },
    answer: inProcess.answer,
    start: async () => {
      await server.start();
      await http.start();
      inProcess.start();
    },
    retire: http.retire,
    stop: async () => {
      await subscriptions.stop();
      await Promise.all([inProcess.stop(), http.stop()]);
      await server.stop();
    },
  };
}
