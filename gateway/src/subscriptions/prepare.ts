import type { ApolloServer } from '@apollo/server';
import { currentRequestId } from '@ejazz/platform/request/scope';
import type { ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../context';
import { degradedParts } from '../degraded/tell-degraded';
import { namedById } from '../documents/document-id';
import type { AnswerEvent, UpstreamEvent, UpstreamOperation } from './role';

/** An operation as it comes over a socket or a stream. */
export interface ClientOperation {
  readonly query?: string | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly extensions?: Record<string, unknown> | null | undefined;
  /** Of a document that is known here, in place of its text. */
  readonly documentId?: string | null | undefined;
}

/** A subscription that was validated, authorised and planned on one supergraph. */
export interface Prepared {
  readonly upstream: UpstreamOperation;
  /** Of the client's operation. */
  readonly name: string | undefined;
  answer(event: UpstreamEvent, context: GatewayContext): Promise<FormattedExecutionResult>;
}

export type Preparation =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'result'; readonly result: FormattedExecutionResult }
  | { readonly kind: 'subscription'; readonly prepared: Prepared };

export type Prepare = (operation: ClientOperation, context: GatewayContext, again?: boolean) => Promise<Preparation>;

export interface PrepareOptions {
  readonly server: ApolloServer<GatewayContext>;
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/**
 * Runs an operation through the same pipeline as over HTTP. A subscription's run is a dry one: it is validated, authorised and
 * planned, and ends where its upstream operation is known. Its events need nothing but that plan.
 */
export function createPrepare({ server, formatError }: PrepareOptions): Prepare {
  const run = async (operation: ClientOperation, contextValue: GatewayContext) => {
    const { query, variables, operationName, extensions } = namedById(operation);
    const request = {
      // A websocket has no way to leave it out.
      query: query || undefined,
      variables: variables ?? {},
      operationName: operationName ?? undefined,
      extensions: extensions ?? undefined,
    };
    try {
      const { body } = await server.executeOperation(request, { contextValue });
      if (body.kind === 'single') return body.singleResult;
    } catch {
      // Apollo Server has logged it; it must not end the client's other operations.
    }
    return internalError();
  };
  return async (operation, context, again = false) => {
    let upstream: UpstreamOperation | undefined;
    let answerBy: AnswerEvent | undefined;
    let name: string | undefined;
    const planned = (answer: AnswerEvent, named: string | undefined) => {
      answerBy = answer;
      name = named;
    };
    const capture = (captured: UpstreamOperation) => {
      upstream = captured;
    };
    const result = await run(operation, { ...context, subscription: { kind: 'capture', again, planned, capture } });
    if (result.errors && (upstream || result.data === undefined)) return { kind: 'refused', errors: result.errors };
    if (!upstream || !answerBy) return { kind: 'result', result };
    return { kind: 'subscription', prepared: { upstream, name, answer: answering(answerBy, formatError) } };
  };
}

const answering =
  (answerBy: AnswerEvent, formatError: PrepareOptions['formatError']): Prepared['answer'] =>
  async (event, context) => {
    try {
      const { errors: faults = [], data } = await answerBy({ ...context, subscription: { kind: 'event', event } });
      if (faults.length === 0) return { data: data ?? null };
      const errors = faults.map((error) => formatError(coded(error), error));
      const degraded = degradedParts(errors);
      return { data: data ?? null, errors, ...(degraded.length > 0 ? { extensions: { degraded } } : {}) };
    } catch (error) {
      return { errors: [formatError({ message: 'unexpected', extensions: { code: 'INTERNAL_SERVER_ERROR' } }, error)] };
    }
  };

/** As Apollo Server gives it to its `formatError`. */
function coded(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  return { ...formatted, extensions: { ...formatted.extensions, code: formatted.extensions?.code ?? 'INTERNAL_SERVER_ERROR' } };
}

const internalError = (): FormattedExecutionResult & Pick<ExecutionResult, 'data'> => ({
  errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: currentRequestId() } }],
});
