import type { ApolloServer } from '@apollo/server';
import { SpanKind } from '@opentelemetry/api';
import type { FormattedExecutionResult } from 'graphql';
import type { Logger } from '../log/logger';
import type { Client } from '../request/client';
import { inScope, newScope } from '../request/scope';
import type { Tracing } from '../tracing/tracing';
import type { Viewer } from '../viewer/viewer';
import type { RequestContext } from './request-context';

/** What the gateway asks of a subgraph in the same process: what would be body and headers of its request elsewhere. */
export interface InProcessRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
  /** Needs no signature: nothing lies between the two. */
  readonly viewer: Viewer;
  /** What it is asked by. */
  readonly client: Client;
  readonly requestId: string;
  readonly trace: string | undefined;
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
}

export interface InProcessReply {
  /** As it would be over HTTP. */
  readonly status: number;
  readonly result: FormattedExecutionResult;
  /** SQL statements it took. */
  readonly statements: number;
}

/** Rejects while the subgraph is not running. */
export type AnswerInProcess = (request: InProcessRequest) => Promise<InProcessReply>;

export interface InProcessOptions<C extends RequestContext> {
  readonly server: ApolloServer<C>;
  readonly context: (request: RequestContext) => C;
  readonly tracing: Tracing;
  readonly log: Logger;
}

/** The subgraph's GraphQL without HTTP: documents are parsed and validated once, the rest is the same pipeline with the same scope. */
export function createInProcess<C extends RequestContext>({ server, context, tracing, log }: InProcessOptions<C>) {
  const inHand = new Set<Promise<unknown>>();
  let running = false;

  const execute = async ({ query, variables, operationName, viewer, client, signal }: InProcessRequest) => {
    const request = { query, variables: variables as Record<string, unknown>, operationName };
    const { body, http } = await server.executeOperation(request, { contextValue: context({ viewer, client, signal }) });
    log.debug({ operationName }, 'request answered');
    if (body.kind !== 'single') throw new Error('A subgraph answers an operation at once.');
    return { status: http.status ?? 200, result: body.singleResult };
  };
  const answer: AnswerInProcess = async (request) => {
    if (!running) throw new Error('The subgraph is not running.');
    const scope = newScope(request.requestId);
    const entry = { parent: request.trace, kind: SpanKind.SERVER };
    const answered = inScope(scope, () => tracing.entry('in-process operation', entry, () => execute(request)));
    inHand.add(answered);
    try {
      return { ...(await answered), statements: scope.statements };
    } finally {
      inHand.delete(answered);
    }
  };
  return {
    answer,
    start() {
      running = true;
    },
    /** Takes nothing new and waits for what is in hand. */
    async stop() {
      running = false;
      await Promise.allSettled(inHand);
    },
  };
}
