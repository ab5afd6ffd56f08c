import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Logger } from '@ejazz/platform/log/logger';
import { currentRequestId, requestIdHeader } from '@ejazz/platform/request/scope';
import { span } from '@ejazz/platform/tracing/span';
import { currentTrace, traceparentName } from '@ejazz/platform/tracing/traceparent';
import { viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { SpanKind } from '@opentelemetry/api';
import type { GatewayContext } from '../context';
import { takePart } from '../subscriptions/take-part';
import { dedupeRepresentations, type SubgraphAnswer } from './representations';
import type { SubgraphClient } from './subgraph-client';
import { unavailable } from './unavailable';
import type { ViewerToken } from './viewer-tokens';

/** One request to a subgraph, as told to `onFetch`. */
export interface FetchReport {
  readonly subgraph: string;
  /** Of the client's operation. */
  readonly operationName: string | undefined;
  readonly kind: 'query' | 'mutation' | 'entities';
  readonly milliseconds: number;
  /** SQL statements the subgraph took, as it says itself. */
  readonly statements: number;
}

export interface SubgraphQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

export interface SubgraphSource extends GraphQLDataSource {
  /** Asks on the client's behalf; `client` names its operation. A subgraph that does not answer gives errors, not a rejection. */
  ask(request: SubgraphQuery, context: GatewayContext, client: string | undefined): Promise<SubgraphAnswer>;
}

export interface SubgraphSourceOptions {
  readonly name: string;
  readonly client: SubgraphClient;
  readonly viewerToken: ViewerToken;
  readonly log: Logger;
  readonly onFetch: ((fetch: FetchReport) => void) | undefined;
}

export function createSubgraphSource({ name, client, viewerToken, log, onFetch }: SubgraphSourceOptions): SubgraphSource {
  const fetch: SubgraphSource['ask'] = async ({ query, variables, operationName }, context, clientOperation) => {
    const deduped = dedupeRepresentations(variables);
    const trace = currentTrace();
    const viewer = viewerToken(context.viewer, name);
    const headers = {
      ...context.caller.forwarded,
      ...(viewer ? { [viewerHeader]: viewer } : {}),
      [requestIdHeader]: currentRequestId() ?? '',
      ...(trace ? { [traceparentName]: trace } : {}),
    };
    const started = performance.now();
    try {
      const { answer, statements } = await client.post(
        JSON.stringify({ query, variables: deduped.variables, operationName }),
        headers,
        context.signal,
      );
      onFetch?.({
        subgraph: name,
        operationName: clientOperation,
        kind: kindOf(query, variables),
        milliseconds: performance.now() - started,
        statements,
      });
      return deduped.expand(answer);
    } catch (error) {
      if (!context.signal.aborted) log.warn({ err: error, subgraph: name, operationName: clientOperation }, 'subgraph did not answer');
      return unavailable(name, query, variables.representations);
    }
  };
  const ask: SubgraphSource['ask'] = (request, context, client) =>
    span(`fetch ${name}`, { kind: SpanKind.CLIENT }, () => fetch(request, context, client));
  return {
    ask,
    async process({ request, context, ...rest }: GraphQLDataSourceProcessOptions) {
      const { query = '', variables = {}, operationName } = request;
      const gatewayContext = context as GatewayContext;
      const part = takePart(gatewayContext.subscription, { subgraph: name, query, variables, operationName });
      if (part) return part;
      const client = 'incomingRequestContext' in rest ? (rest.incomingRequestContext.operationName ?? undefined) : undefined;
      return ask({ query, variables, operationName }, gatewayContext, client);
    },
  };
}

function kindOf(query: string, variables: SubgraphQuery['variables']): FetchReport['kind'] {
  if ('representations' in variables) return 'entities';
  return query.startsWith('mutation') ? 'mutation' : 'query';
}
