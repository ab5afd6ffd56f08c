import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface SubgraphEvents {
  /** What the root field tells next; rejects with the error's code and message when it tells one, or when it has ended. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they have asked for.
  next(): Promise<any>;
  stop(): Promise<void>;
}

/** Subscribes to one subgraph as the gateway does: everyone over one socket, each operation with its own signed viewer. */
export function createSubgraphSocket(url: string) {
  let socket: Client | undefined;
  return {
    subscribe(token: string, query: string, variables: Record<string, unknown> = {}): SubgraphEvents {
      socket ??= createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
      const events = socket.iterate<Record<string, unknown>>({ query, variables, extensions: { viewer: token } });
      return {
        async next() {
          const { value, done } = await events.next();
          if (done) throw new Error('ended');
          const [error] = value.errors ?? [];
          if (error) throw new Error(`${error.extensions?.code}: ${error.message}`);
          return Object.values(value.data ?? {})[0];
        },
        stop: async () => void (await events.return?.()),
      };
    },
    close: async () => void (await socket?.dispose()),
  };
}
