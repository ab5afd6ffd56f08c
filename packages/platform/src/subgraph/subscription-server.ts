import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { SpanKind } from '@opentelemetry/api';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { formatSubgraphError } from '../errors/format-error';
import type { Logger } from '../log/logger';
import { noClient } from '../request/client';
import { inScope, newScope, type RequestScope, requestIdFrom } from '../request/scope';
import { traceIn, traceparentName } from '../tracing/traceparent';
import type { Tracing } from '../tracing/tracing';
import type { Viewer } from '../viewer/viewer';
import type { RequestContext } from './request-context';

interface Options<C extends RequestContext> {
  readonly schema: GraphQLSchema;
  readonly viewerOf: (token: unknown) => Viewer | undefined;
  readonly context: (request: RequestContext) => C;
  readonly log: Logger;
  readonly tracing: Tracing;
}

interface Hand<C> {
  readonly scope: RequestScope;
  /** What one event holds: loaders that lived on would answer with what was. */
  readonly fresh: () => C;
  /** Traceparent that the operation came with. */
  readonly parent: string | undefined;
}

/**
 * The subgraph's end of the gateway's shared socket. Each operation carries its own viewer in
 * `extensions.viewer`, its request id in `extensions.requestId` and its trace in `extensions.traceparent`, because one socket serves many people.
 */
export function createSubscriptionServer<C extends RequestContext>({ schema, viewerOf, context, log, tracing }: Options<C>) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const format = formatSubgraphError(log);
  const hands = new WeakMap<object, Hand<C>>();
  const begin = (args: ExecutionArgs) => {
    const { scope, parent, fresh } = hands.get(args.contextValue as object) as Hand<C>;
    const name = `subscription ${args.operationName ?? '(unnamed)'}`;
    return inScope(scope, () =>
      tracing.entry(name, { parent, kind: SpanKind.SERVER }, async () => {
        const source = await createSourceEventStream(args);
        if (!(Symbol.asyncIterator in source)) return source;
        return told(source, scope, async (rootValue) => execute({ ...args, rootValue, contextValue: fresh() }));
      }),
    );
  };
  const disposable = useServer(
    {
      schema,
      // An error thrown by context() would close the socket for everyone on it; a refused viewer is an answer to one operation.
      onSubscribe: (_ctx, _id, payload) =>
        viewerOf(payload.extensions?.viewer)
          ? undefined
          : [new GraphQLError('This service answers the gateway only.', { extensions: { code: 'UNAUTHENTICATED' } })],
      context: (_ctx, _id, payload) => {
        const viewer = viewerOf(payload.extensions?.viewer) as Viewer;
        const fresh = () => context({ viewer, client: noClient, signal: new AbortController().signal });
        const made = fresh();
        hands.set(made, { scope: newScope(requestIdFrom(payload.extensions?.requestId)), parent: traceIn(payload.extensions), fresh });
        return made;
      },
      subscribe: begin,
      onError: (_ctx, _id, _payload, errors) => errors.map((error) => format(error.toJSON(), error)) as never,
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: result.errors.map((error) => format(error.toJSON(), error)) as never } : result,
    },
    sockets,
  );
  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      if (request.url?.split('?')[0] !== '/graphql') {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (client) => {
        sockets.emit('connection', client, request);
      });
    },
    /** Tells every client that the service goes away: they may connect again elsewhere. */
    async stop() {
      for (const client of sockets.clients) client.close(1001, 'Going away');
      await disposable.dispose();
      sockets.close();
    },
  };
}

/** Results of a subscription, worked out in its scope; each goes on its way with the trace of what it tells, if there is one. */
function told(
  source: AsyncIterable<unknown>,
  scope: RequestScope,
  answer: (event: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void, void> {
  const events = source[Symbol.asyncIterator]();
  const done = { value: undefined, done: true } as const;
  return {
    next: () =>
      inScope(scope, async () => {
        scope.trace = undefined;
        const item = await events.next();
        if (item.done) return done;
        const result = await answer(item.value);
        return { value: scope.trace ? { ...result, extensions: { [traceparentName]: scope.trace } } : result, done: false as const };
      }),
    async return() {
      await events.return?.();
      return done;
    },
    async throw(error) {
      await events.throw?.(error);
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
