import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { currentRequestId, inRequestScope } from '@ejazz/platform/request/scope';
import { currentTrace, traceIn } from '@ejazz/platform/tracing/traceparent';
import type { Tracing } from '@ejazz/platform/tracing/tracing';
import type { Viewer } from '@ejazz/platform/viewer/viewer';
import { SpanKind } from '@opentelemetry/api';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../context';
import type { Caller } from '../http/caller';
import { conditionalRootError } from './conditional-root';
import { createEventQueue } from './event-queue';
import { resumable } from './resume';
import type { UpstreamEvent, UpstreamOperation } from './role';
import type { Upstreams } from './upstreams';

/** An operation as it comes over a socket. */
export interface ClientOperation {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly extensions?: Record<string, unknown> | null | undefined;
}

export interface Client {
  readonly caller: Caller;
  readonly viewer: Viewer;
  readonly signal: AbortSignal;
  /** The client does not take its events as fast as they come. */
  readonly tooSlow: () => void;
}

/** Refused as a whole, answered once, or answered by one result an event. */
export type Outcome =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'result'; readonly result: FormattedExecutionResult }
  | { readonly kind: 'events'; readonly events: AsyncGenerator<FormattedExecutionResult, void, void> };

export type Perform = (operation: ClientOperation, client: Client) => Promise<Outcome>;

export interface PerformOptions {
  readonly server: ApolloServer<GatewayContext>;
  readonly schema: () => GraphQLSchema;
  readonly upstreams: Upstreams;
  /** Events that may wait for one subscriber. */
  readonly queueLimit: number;
  readonly tracing: Tracing;
}

/**
 * Runs an operation through the same pipeline as over HTTP. A subscription gets a dry run first, which validates, authorises and
 * plans it and ends where its upstream operation is known; then its own operation runs again for each event.
 */
export function createPerform({ server, schema, upstreams, queueLimit, tracing }: PerformOptions): Perform {
  const run = async (operation: ClientOperation, context: GatewayContext): Promise<FormattedExecutionResult> => {
    const { query, variables, operationName, extensions } = operation;
    const request = { query, variables: variables ?? {}, operationName: operationName ?? undefined, extensions: extensions ?? undefined };
    try {
      const { body } = await server.executeOperation(request, { contextValue: context });
      if (body.kind === 'single') return body.singleResult;
    } catch {
      // Apollo Server has logged it; on a socket it must not end the client's other operations.
    }
    return {
      errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: currentRequestId() } }],
    };
  };

  const subscribe = (operation: ClientOperation, client: Client, upstream: UpstreamOperation, requestId: string) => {
    const { viewer, caller, signal } = client;
    const events = createEventQueue<UpstreamEvent, FormattedExecutionResult>({
      limit: queueLimit,
      answer: ({ extensions, ...event }) =>
        inRequestScope(randomUUID(), () =>
          tracing.entry('subscription event', { parent: traceIn(extensions), kind: SpanKind.CONSUMER }, () =>
            run(operation, { viewer, caller, signal, subscription: { kind: 'event', event } }),
          ),
        ),
      onOverflow: client.tooSlow,
      onLeave: () => release(),
    });
    const release = upstreams.subscribe(
      { ...upstream, resumable: resumable(upstream, schema()), viewer, requestId, trace: currentTrace() },
      { event: events.push, end: events.end },
    );
    return events;
  };

  return (operation, client) => {
    const requestId = randomUUID();
    const parent = traceIn(operation.extensions);
    const performed = async (): Promise<Outcome> => {
      const misplaced = conditionalRootError(operation.query, operation.operationName);
      if (misplaced) return { kind: 'refused', errors: [misplaced] };
      const { viewer, caller, signal } = client;
      let upstream: UpstreamOperation | undefined;
      const capture = (captured: UpstreamOperation) => {
        upstream = captured;
      };
      const result = await run(operation, { viewer, caller, signal, subscription: { kind: 'capture', capture } });
      if (result.errors && (upstream || result.data === undefined)) return { kind: 'refused', errors: result.errors };
      return upstream ? { kind: 'events', events: subscribe(operation, client, upstream, requestId) } : { kind: 'result', result };
    };
    return inRequestScope(requestId, () => tracing.entry('websocket operation', { parent, kind: SpanKind.SERVER }, performed));
  };
}
