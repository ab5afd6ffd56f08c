import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticate } from '../auth/authenticate';
import type { Caller } from '../http/caller';
import { type Close, closeFor, closes } from './closes';
import type { Connections } from './connections';
import type { Client, Outcome, Perform } from './perform';

export interface WebSocketEndpointOptions {
  readonly authenticate: Authenticate;
  readonly connections: Connections;
  readonly callerOf: (request: IncomingMessage) => Caller;
  /** Bytes of a message at most. */
  readonly maxPayload: number;
  readonly perform: Perform;
  readonly schema: () => GraphQLSchema;
  readonly log: Logger;
}

export interface WebSocketEndpoint extends Service {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** An error that leaves exactly as it was formatted for the client. */
class Formatted extends GraphQLError {
  constructor(readonly formatted: GraphQLFormattedError) {
    super(formatted.message);
  }
  override toJSON = () => this.formatted;
}

const closingTime = 2_000;

/** graphql-transport-ws on `/graphql`: subscriptions, and queries and mutations too. The token comes in `connection_init`. */
export function createWebSocketEndpoint({
  authenticate,
  connections,
  callerOf,
  maxPayload,
  perform,
  schema,
  log,
}: WebSocketEndpointOptions): WebSocketEndpoint {
  const sockets = new WebSocketServer({ noServer: true, maxPayload });
  const clients = new WeakMap<WebSocket, Client>();
  const accept = async (socket: WebSocket, request: IncomingMessage, params: unknown): Promise<boolean> => {
    try {
      const session = await authenticate(authorizationIn(params));
      if (socket.readyState !== socket.OPEN) return false;
      const gone = new AbortController();
      setMaxListeners(0, gone.signal);
      const end = ({ code, reason }: Close) => socket.close(code, reason);
      const release = connections.hold(session, end);
      socket.once('close', () => {
        gone.abort();
        release();
      });
      clients.set(socket, { viewer: session.viewer, caller: callerOf(request), signal: gone.signal, tooSlow: () => end(closes.tooSlow) });
      return true;
    } catch (error) {
      const { code, reason } = closeFor(error);
      log.debug({ err: error, code }, 'websocket refused');
      socket.close(code, reason);
      return false;
    }
  };
  const server = useServer<Record<string, unknown>>(
    {
      connectionInitWaitTimeout: 10_000,
      onConnect: ({ extra, connectionParams }) => accept(extra.socket, extra.request, connectionParams),
      onSubscribe: async ({ extra }, _id, payload) => {
        const outcome = await perform(payload, clients.get(extra.socket) as Client);
        if (outcome.kind === 'refused') return outcome.errors.map((error) => new Formatted(error));
        return { schema: schema(), document: parse(payload.query, { noLocation: true }), operationName: payload.operationName, rootValue: outcome };
      },
      execute: ({ rootValue }) => resultOf(rootValue as Outcome) as never,
      subscribe: ({ rootValue }) => resultOf(rootValue as Outcome) as never,
      // Results are formatted already; graphql-ws would ask each error to format itself.
      onNext: (_ctx, _id, _payload, _args, result) => result as never,
    },
    sockets,
  );
  return {
    name: 'websockets',
    upgrade(request, socket, head) {
      if (request.url?.split('?')[0] !== '/graphql') {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (client) => {
        sockets.emit('connection', client, request);
      });
    },
    start: async () => undefined,
    async stop() {
      for (const socket of sockets.clients) socket.close(closes.goingAway.code, closes.goingAway.reason);
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, closingTime);
      await server.dispose();
      clearTimeout(impatience);
    },
  };
}

function resultOf(outcome: Outcome): FormattedExecutionResult | AsyncGenerator<FormattedExecutionResult, void, void> | undefined {
  if (outcome.kind === 'refused') return undefined;
  return outcome.kind === 'events' ? outcome.events : outcome.result;
}

/** `{ authorization: "Bearer …" }`, in either spelling; something that is no text is a malformed token, not an absent one. */
function authorizationIn(params: unknown): string | undefined {
  const { authorization, Authorization } = (params ?? {}) as Record<string, unknown>;
  const value = authorization ?? Authorization ?? undefined;
  return value === undefined || typeof value === 'string' ? value : '';
}
