import { MessageType, stringifyMessage } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Authenticate } from '../../auth/authenticate';
import type { Connections } from '../connections';
import { endingFor } from '../endings';
import type { Socket } from './websocket-endpoint';

type Payload = Record<string, unknown> | undefined;

/**
 * How a token is renewed on a live socket: we warn by a ping whose payload is `{ tokenExpiresAt }`, and the client sends a ping or a
 * pong whose payload is `{ authorization }`. A ping is answered with when the new one expires.
 */
export function createTokenMessages({ authenticate, connections }: { authenticate: Authenticate; connections: Connections }) {
  /** When the token it brings expires; undefined when it brings none that is good, which ends the connection. */
  const renew = async ({ connection }: Socket, payload: Payload): Promise<Date | undefined> => {
    const authorization = authorizationIn(payload);
    if (!connection || authorization === undefined) return undefined;
    try {
      const session = await authenticate(authorization);
      const until = connection.renew(session);
      if (until) connections.renew(session);
      return until;
    } catch (error) {
      connection.end(endingFor(error));
      return undefined;
    }
  };
  return {
    warn: (socket: WebSocket, at: Date): void => send(socket, MessageType.Ping, { tokenExpiresAt: at.toISOString() }),
    async ping(held: Socket, payload: Payload): Promise<void> {
      const until = await renew(held, payload);
      // A token is nothing to be sent back.
      const echoed = authorizationIn(payload) === undefined ? payload : undefined;
      send(held.socket, MessageType.Pong, until ? { tokenExpiresAt: until.toISOString() } : echoed);
    },
    async pong(held: Socket, payload: Payload): Promise<void> {
      await renew(held, payload);
    },
  };
}

function send(socket: WebSocket, type: MessageType.Ping | MessageType.Pong, payload: Payload): void {
  if (socket.readyState === socket.OPEN) socket.send(stringifyMessage({ type, ...(payload ? { payload } : {}) }));
}

/** `{ authorization: "Bearer …" }`, in either spelling; something that is no text is a malformed token, not an absent one. */
export function authorizationIn(params: unknown): string | undefined {
  const { authorization, Authorization } = (params ?? {}) as Record<string, unknown>;
  const value = authorization ?? Authorization ?? undefined;
  return value === undefined || typeof value === 'string' ? value : '';
}
