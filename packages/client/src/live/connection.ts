import { type Client, createClient, MessageType, stringifyMessage } from 'graphql-ws';
import type { Session } from '../session/session.ts';
import { backOff } from './back-off.ts';

export interface ConnectionOptions {
  /** The gateway's endpoint, by http or ws. */
  readonly url: string;
  readonly session?: Session;
  /** Where there is no global WebSocket (Node 20): the class that `ws` exports. */
  readonly webSocketImpl?: unknown;
  readonly onOpen: (open: boolean) => void;
}

export interface Connection {
  readonly client: Client;
  /** Whether it may be tried again after this close: the token was refused, and there is another one now. */
  isWorthRetrying(close: unknown): Promise<boolean>;
  close(): void;
}

/** How the gateway closes a connection whose token it does not take (docs/guides/subscriptions.md). */
const tokenRefused = 4401;
const tokenExpired = 4403;
const pingEvery = 15_000;
const pongWithin = 10_000;

/** One socket for all subscriptions, opened with the session's token, and again with a fresh one when that has run out. */
export function createConnection({ url, session, webSocketImpl, onOpen }: ConnectionOptions): Connection {
  let token: string | undefined;
  let refused: string | undefined;
  let refusals = 0;
  let verdict = Promise.resolve(false);
  let silence: ReturnType<typeof setTimeout> | undefined;
  let socket: Pick<WebSocket, 'send'> | undefined;
  const over = new AbortController();
  const judge = async () => {
    refusals += 1;
    if (!session || token === undefined || refusals > 1) return false;
    refused = token;
    try {
      return (await session.renew(token)) !== undefined;
    } catch {
      return true;
    }
  };
  /** Lets the open connection go on with the session's present token. */
  const carryOn = async (present: Promise<string | undefined> | undefined) => {
    const next = await present?.catch(() => undefined);
    if (next === undefined || next === token || !socket) return;
    token = next;
    socket.send(stringifyMessage({ type: MessageType.Ping, payload: { authorization: `Bearer ${next}` } }));
  };
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl,
    lazyCloseTimeout: 1_000,
    keepAlive: pingEvery,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => backOff(retries, over.signal),
    async connectionParams() {
      token = refused === undefined ? await session?.accessToken() : await session?.renew(refused);
      return token === undefined ? undefined : { authorization: `Bearer ${token}` };
    },
    on: {
      connected(opened) {
        socket = opened as WebSocket;
        refused = undefined;
        refusals = 0;
        onOpen(true);
      },
      closed(close) {
        clearTimeout(silence);
        socket = undefined;
        if (codeOf(close) === tokenExpired) refused = token;
        if (codeOf(close) === tokenRefused) verdict = judge();
        onOpen(false);
      },
      // A network that went away closes nothing: a ping without an answer does. The gateway's own pings tell when the token is about to expire.
      ping(received, payload) {
        if (received && payload?.tokenExpiresAt && token) void carryOn(session?.renew(token));
        if (!received) silence = setTimeout(() => client.terminate(), pongWithin);
      },
      pong(received) {
        if (received) clearTimeout(silence);
      },
    },
  });
  // The connection speaks for whoever opened it.
  const release = session?.onChange((change) => {
    if (change === 'renewed') void carryOn(session.accessToken());
    else client.terminate();
  });
  return {
    client,
    isWorthRetrying: (close) => (codeOf(close) === tokenRefused ? verdict : Promise.resolve(false)),
    close() {
      release?.();
      clearTimeout(silence);
      over.abort();
      // Rejects when it was about to connect, which is of no interest any more.
      Promise.resolve(client.dispose()).catch(() => undefined);
    },
  };
}

export function codeOf(close: unknown): number | undefined {
  return typeof close === 'object' && close !== null && 'code' in close && typeof close.code === 'number' ? close.code : undefined;
}
