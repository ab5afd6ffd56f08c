import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export type Variables = Record<string, unknown>;

/** Speaks to the one endpoint as a front end does. */
export interface GraphClient {
  /** The whole answer, errors included. */
  ask(document: string, variables?: Variables, signal?: AbortSignal): Promise<GraphAnswer>;
  /** The data of an answer that must have no errors. */
  data<T = Record<string, unknown>>(document: string, variables?: Variables): Promise<T>;
  subscribe<T = Record<string, unknown>>(document: string, variables?: Variables): LiveEvents<T>;
  close(): Promise<void>;
}

export interface GraphAnswer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

export interface LiveEvents<T> {
  /** The next event that has not been taken yet. */
  next(): Promise<T>;
  /** Ends the subscription. */
  stop(): Promise<void>;
}

export function createGraphClient(url: string, accessToken?: string): GraphClient {
  let socket: Client | undefined;
  const connected = () => {
    socket ??= createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      lazy: false,
      retryAttempts: 0,
      // Each subscription tells it.
      onNonLazyError: () => undefined,
      ...(accessToken ? { connectionParams: { authorization: `Bearer ${accessToken}` } } : {}),
    });
    return socket;
  };
  const ask = async (query: string, variables: Variables = {}, signal?: AbortSignal): Promise<GraphAnswer> => {
    const headers = { 'content-type': 'application/json', ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}) };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }), ...(signal && { signal }) });
    return { status: response.status, ...((await response.json()) as object) };
  };
  return {
    ask,
    async data<T>(document: string, variables?: Variables) {
      const { data, errors } = await ask(document, variables);
      if (errors) throw new Error(errors.map(({ message, path }) => `${message} (${path?.join('.')})`).join('\n'));
      return data as T;
    },
    subscribe: <T>(query: string, variables: Variables = {}) => {
      const events = connected().iterate<T>({ query, variables });
      return {
        async next() {
          const { value, done } = await events.next();
          if (done) throw new Error('The subscription has ended.');
          if (value.errors) throw new Error(JSON.stringify(value.errors));
          return value.data as T;
        },
        stop: async () => void (await events.return?.()),
      };
    },
    close: async () => void (await socket?.dispose()),
  };
}
