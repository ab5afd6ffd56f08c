import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Logger } from '@ejazz/platform/log/logger';
import { span } from '@ejazz/platform/tracing/span';
import { SpanKind } from '@opentelemetry/api';
import type { GatewayContext } from '../context';
import { withFault } from '../degraded/inject';
import { takePart } from '../subscriptions/take-part';
import type { FetchReport } from './fetch-report';
import type { SubgraphAnswer } from './subgraph-answer';
import { type Exchange, isMutation, timeLeft } from './transport/exchange';
import { createInFlight, type InFlight } from './transport/in-flight';
import { NoAnswer } from './transport/no-answer';
import type { SubgraphReply, SubgraphRequest } from './transport/transport';
import { unavailable } from './unavailable';

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
  readonly exchange: Exchange;
  /** Milliseconds the subgraph may take: what a client waits for less long is not shared with others. */
  readonly timeout: number;
  /** Milliseconds until it may be asked again, when it is given rest. */
  readonly restsFor: () => number;
  readonly log: Logger;
  readonly onFetch: (fetch: FetchReport) => void;
  readonly onShared: () => void;
}

export function createSubgraphSource({ name, exchange, timeout, restsFor, log, onFetch, onShared }: SubgraphSourceOptions): SubgraphSource {
  const inFlight: InFlight<SubgraphReply> = createInFlight();

  const reported = async (request: SubgraphRequest, context: GatewayContext, signal: AbortSignal, client: string | undefined) => {
    const started = performance.now();
    const fetch = { subgraph: name, operationName: client, kind: kindOf(request), entities: entitiesOf(request) };
    const report = (outcome: FetchReport['outcome'], statements: number) =>
      onFetch({ ...fetch, outcome, milliseconds: performance.now() - started, statements });
    try {
      const reply = await withFault(context.faults?.get(name), exchange, timeout)(request, { signal, deadline: deadlineOf(context) });
      report('answered', reply.statements);
      return reply;
    } catch (error) {
      if (error instanceof NoAnswer) report(error.reason, 0);
      if (!signal.aborted) log.warn({ err: error, subgraph: name, operationName: client }, 'subgraph did not answer');
      throw error;
    }
  };

  const shared = async (request: SubgraphRequest, context: GatewayContext, client: string | undefined): Promise<SubgraphAnswer> => {
    const start = (signal: AbortSignal) => reported(request, context, signal, client);
    const { result, shared, joined } = await inFlight.join(context.viewer, sameness(request), context.signal, start);
    if (joined) onShared();
    return shared ? structuredClone(result.answer) : result.answer;
  };

  const fetch: SubgraphSource['ask'] = async ({ query, variables, operationName }, context, client) => {
    const body = JSON.stringify({ query, variables, operationName });
    const request = { query, variables, operationName, viewer: context.viewer, caller: context.caller, body };
    const mayShare = !isMutation(query) && !context.faults && timeLeft(deadlineOf(context), timeout).milliseconds === timeout;
    try {
      return mayShare ? await shared(request, context, client) : (await reported(request, context, context.signal, client)).answer;
    } catch {
      return unavailable(name, query, variables.representations, restsFor());
    } finally {
      if (isMutation(query)) inFlight.forget(context.viewer);
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

/** What tells two questions of one viewer apart: headers passed on may say more about who asks than the gateway knows. */
const sameness = ({ body, caller: { forwarded } }: SubgraphRequest): string =>
  Object.keys(forwarded).length === 0 ? body : body + JSON.stringify(forwarded);

const deadlineOf = ({ deadline = Number.POSITIVE_INFINITY }: GatewayContext): number => deadline;

function kindOf({ query, variables }: SubgraphRequest): FetchReport['kind'] {
  if ('representations' in variables) return 'entities';
  return isMutation(query) ? 'mutation' : 'query';
}

const entitiesOf = ({ variables: { representations } }: SubgraphRequest): number => (Array.isArray(representations) ? representations.length : 0);
