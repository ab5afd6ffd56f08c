import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { part } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticate } from '../../auth/authenticate';
import type { Caller } from '../../http/caller';
import type { Connection, Connections } from '../connections';
import { type Ending, endingFor, endings } from '../endings';
import type { Performer } from '../perform';
import { withDocumentText } from './document-text';
import { operationHooks } from './operation-hooks';
import { authorizationIn, createTokenMessages } from './token-messages';

export interface WebSocketEndpointOptions {
  readonly authenticate: Authenticate;
  readonly connections: Connections;
  readonly callerOf: (request: IncomingMessage) => Caller;
  /** Bytes of a message at most. */
  readonly maxPayload: number;
  readonly perform: Performer['perform'];
  /** Milliseconds a client may take to say who it is. */
  readonly initTimeout?: number;
  readonly log: Logger;
}

export interface WebSocketEndpoint extends Service {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** What one socket is to us. */
export interface Socket {
  readonly socket: WebSocket;
  readonly caller: Caller;
  /** Set once its client has said who it is. */
  connection?: Connection;
}

const closingTime = 2_000;
const heartbeat = 12_000;

/** graphql-transport-ws on `/graphql`: subscriptions, and queries and mutations too. The token comes in `connection_init`. */
export function createWebSocketEndpoint(options: WebSocketEndpointOptions): WebSocketEndpoint {
  const { authenticate, connections, callerOf, maxPayload, perform, log, initTimeout = 10_000 } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
  const silent = new WeakSet<WebSocket>();
  const tokens = createTokenMessages({ authenticate, connections });

  const accept = async (held: Socket, params: unknown): Promise<boolean> => {
    const { socket } = held;
    const end = ({ closeCode, message }: Ending) => socket.close(closeCode, message);
    try {
      const session = await authenticate(authorizationIn(params));
      if (socket.readyState !== socket.OPEN) return false;
      const connection = connections.open(session, {
        transport: 'websocket',
        caller: held.caller,
        onEnd: end,
        onExpiring: (at) => tokens.warn(socket, at),
      });
      if (!connection) throw endings.tooMany;
      socket.once('close', connection.release);
      held.connection = connection;
      return true;
    } catch (error) {
      const ending = error === endings.tooMany ? endings.tooMany : endingFor(error);
      log.debug({ err: error, code: ending.closeCode }, 'websocket refused');
      end(ending);
      return false;
    }
  };
  const server = makeServer<Record<string, unknown>, Socket>({
    connectionInitWaitTimeout: initTimeout,
    onConnect: ({ extra, connectionParams }) => accept(extra, connectionParams),
    ...operationHooks(perform),
  });

  sockets.on('connection', (socket, request) => {
    // The request itself is let go: it weighs more than all the rest of a subscription.
    const held: Socket = { socket, caller: callerOf(request) };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        // Taken when it has left for the network: a client that does not read is waited for, and its events wait in its queues.
        send: (data) => new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(data, () => resolve()) : resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data) => {
            receive(withDocumentText(String(data))).catch((error: unknown) => {
              if (isServersOwn(error)) return socket.close(CloseCode.BadRequest, 'Invalid message received');
              log.error({ err: error }, 'a websocket message failed');
              socket.close(CloseCode.InternalServerError, 'Something went wrong on our side.');
            });
          }),
        onPing: (payload) => tokens.ping(held, payload),
        onPong: (payload) => tokens.pong(held, payload),
      },
      held,
    );
    socket.on('pong', () => silent.delete(socket));
    socket.on('error', (error) => log.debug({ err: error }, 'a websocket failed'));
    socket.once('close', (code, reason) => void closed(code, String(reason)));
  });
  /**
   * Ends sockets whose other side has vanished without a word; one timer for all of them. When this process was too busy to read,
   * answers may be waiting to be read: they are, before an immediate is called.
   */
  const beat = () => setImmediate(judge);
  const judge = () => {
    for (const socket of sockets.clients) {
      if (silent.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        silent.add(socket);
        socket.ping();
      }
    }
  };

  const beating = setInterval(beat, heartbeat).unref();
  const stop = async () => {
    clearInterval(beating);
    for (const socket of sockets.clients) socket.close(endings.goingAway.closeCode, endings.goingAway.message);
    const impatience = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, closingTime);
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
    clearTimeout(impatience);
  };
  return {
    ...part('websockets', () => undefined, stop),
    upgrade(request, socket, head) {
      if (request.url?.split('?')[0] !== '/graphql') {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (client) => {
        sockets.emit('connection', client, request);
      });
    },
  };
}

/** A message of a type that only servers send, which graphql-ws takes for a fault of its own. */
const isServersOwn = (error: unknown): boolean => error instanceof Error && error.message.startsWith('Unexpected message of type');
