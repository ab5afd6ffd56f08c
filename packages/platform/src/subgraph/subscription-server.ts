import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { SpanKind } from '@opentelemetry/api';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, type GraphQLSchema, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { formatSubgraphError } from '../errors/format-error';
import type { Logger } from '../log/logger';
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

interface Hand {
  readonly scope: RequestScope;
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
  const hands = new WeakMap<object, Hand>();
  const begin = (args: ExecutionArgs) => {
    const { scope, parent } = hands.get(args.contextValue as object) as Hand;
    const name = `subscription ${args.operationName ?? '(unnamed)'}`;
    return inScope(scope, () =>
      tracing.entry(name, { parent, kind: SpanKind.SERVER }, async () => {
        const result = await subscribe(args);
        return Symbol.asyncIterator in result ? told(result, scope) : result;
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
        const made = context({ viewer: viewerOf(payload.extensions?.viewer) as Viewer, signal: new AbortController().signal });
        hands.set(made, { scope: newScope(requestIdFrom(payload.extensions?.requestId)), parent: traceIn(payload.extensions) });
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
function told(results: AsyncGenerator<ExecutionResult, void, void>, scope: RequestScope): AsyncGenerator<ExecutionResult, void, void> {
  return {
    ...results,
    next: () =>
      inScope(scope, async () => {
        scope.trace = undefined;
        const item = await results.next();
        return item.done || !scope.trace ? item : { ...item, value: { ...item.value, extensions: { [traceparentName]: scope.trace } } };
      }),
    return: () => results.return(),
    throw: (error) => results.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
