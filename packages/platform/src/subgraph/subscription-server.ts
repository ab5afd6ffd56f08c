import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { formatSubgraphError } from '../errors/format-error';
import type { Logger } from '../log/logger';
import type { Viewer } from '../viewer/viewer';
import type { RequestContext } from './request-context';

interface Options<C extends RequestContext> {
  readonly schema: GraphQLSchema;
  readonly viewerOf: (token: unknown) => Viewer | undefined;
  readonly context: (request: RequestContext) => C;
  readonly log: Logger;
}

/**
 * The subgraph's end of the gateway's shared socket. Each operation carries its own viewer in
 * `extensions.viewer` and its request id in `extensions.requestId`, because one socket serves many people.
 */
export function createSubscriptionServer<C extends RequestContext>({ schema, viewerOf, context, log }: Options<C>) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const format = formatSubgraphError(log);
  const disposable = useServer(
    {
      schema,
      // An error thrown by context() would close the socket for everyone on it; a refused viewer is an answer to one operation.
      onSubscribe: (_ctx, _id, payload) =>
        viewerOf(payload.extensions?.viewer)
          ? undefined
          : [new GraphQLError('This service answers the gateway only.', { extensions: { code: 'UNAUTHENTICATED' } })],
      context: (_ctx, _id, payload) => context({ viewer: viewerOf(payload.extensions?.viewer) as Viewer, signal: new AbortController().signal }),
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
