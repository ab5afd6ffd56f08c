import type { GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Answer {
  readonly status?: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
}

export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: Record<string, unknown>;
}

/** Ways to speak to the gateway; everything opened is closed by `stop`. */
export function createClients(url: string) {
  const stops: (() => Promise<void> | void)[] = [];
  const wsUrl = url.replace(/^http/, 'ws');

  const ask = async (operation: Operation, token?: string, more: Record<string, string> = {}) => {
    const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...more };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(operation) });
    return { headers: response.headers, answer: { status: response.status, ...((await response.json()) as Answer) } };
  };
  /** The answer without what it has cost, which every answer tells. */
  const post = async (operation: Operation, token?: string): Promise<Answer> => {
    const { extensions: { cost: _, ...extensions } = {}, ...rest } = (await ask(operation, token)).answer;
    return { ...rest, ...(Object.keys(extensions).length > 0 ? { extensions } : {}) };
  };

  /** A websocket client; `closed` resolves with how its socket ended. */
  const connect = (options: { token?: string; retryAttempts?: number; params?: Record<string, unknown> } = {}) => {
    let open: WebSocket | undefined;
    let tell: (close: { code: number; reason: string }) => void;
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      tell = resolve;
    });
    const client = createClient({
      url: wsUrl,
      webSocketImpl: WebSocket,
      retryAttempts: options.retryAttempts ?? 0,
      retryWait: async () => undefined,
      shouldRetry: () => true,
      connectionParams: options.params ?? (options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      on: {
        opened: (socket) => {
          open = socket as WebSocket;
        },
        closed: (event) => tell(event as { code: number; reason: string }),
      },
    });
    stops.push(() => client.dispose());
    const subscribe = (operation: Operation) => {
      const iterator = client.iterate<Record<string, unknown>>(operation)[Symbol.asyncIterator]();
      return {
        next: async (): Promise<Answer> => (await iterator.next()).value as Answer,
        done: async (): Promise<boolean> => (await iterator.next()).done === true,
        stop: () => iterator.return?.(),
      };
    };
    return { subscribe, closed, socket: () => open as WebSocket };
  };

  return { ask, post, connect, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}
