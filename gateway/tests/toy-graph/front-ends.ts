import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { fetchExchange, subscriptionExchange, Client as UrqlClient } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';

type Data = Record<string, unknown>;

/** A client library as a front end uses it. */
export interface FrontEnd {
  query(document: string): Promise<Data>;
  /** Calls with the data of each event; returns what ends it. */
  subscribe(document: string, variables: Data, next: (data: Data) => void): () => void;
  close(): Promise<void> | void;
}

const socketTo = (url: string) => createWsClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket });

function apollo(link: ApolloLink, close: FrontEnd['close']): FrontEnd {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return {
    query: async (document) => (await client.query<Data>({ query: gql(document), fetchPolicy: 'no-cache' })).data ?? {},
    subscribe(document, variables, next) {
      const events = client.subscribe<Data>({ query: gql(document), variables, fetchPolicy: 'no-cache' });
      const subscription = events.subscribe({ next: ({ data }) => next(data ?? {}) });
      return () => subscription.unsubscribe();
    },
    async close() {
      client.stop();
      await close();
    },
  };
}

function apolloOverWebSocket(url: string): FrontEnd {
  const socket = socketTo(url);
  const link = ApolloLink.split(({ operationType }) => operationType === 'subscription', new GraphQLWsLink(socket), new HttpLink({ uri: url }));
  return apollo(link, () => socket.dispose());
}

function urqlOverWebSocket(url: string): FrontEnd {
  const socket = socketTo(url);
  const forward = subscriptionExchange({
    forwardSubscription: ({ query = '', variables }) => ({
      subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables: variables as Data }, sink) }),
    }),
  });
  // urql aborts a request once it has its answer, which Node's fetch tells to nobody in particular as a rejection.
  const unaborted: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });
  const client = new UrqlClient({ url, preferGetMethod: false, fetch: unaborted, exchanges: [fetchExchange, forward] });
  return {
    async query(document) {
      const { data, error } = await client.query<Data>(document, {}).toPromise();
      if (error) throw error;
      return data ?? {};
    },
    subscribe: (document, variables, next) => client.subscription<Data>(document, variables).subscribe(({ data }) => data && next(data)).unsubscribe,
    close: () => socket.dispose(),
  };
}

function graphqlSse(url: string): FrontEnd {
  const client = createSseClient({ url });
  const events = (query: string, variables: Data = {}) => client.iterate<Data>({ query, variables });
  return {
    async query(document) {
      for await (const { data, errors } of events(document)) {
        if (errors) throw new Error(errors[0]?.message);
        return data ?? {};
      }
      return {};
    },
    subscribe: (query, variables, next) =>
      client.subscribe<Data>({ query, variables }, { next: ({ data }) => next(data ?? {}), error: () => undefined, complete: () => undefined }),
    close: () => client.dispose(),
  };
}

export const frontEnds: readonly (readonly [name: string, open: (url: string) => FrontEnd])[] = [
  ['Apollo Client over HTTP and multipart', (url) => apollo(new HttpLink({ uri: url }), () => undefined)],
  ['Apollo Client over HTTP and graphql-ws', apolloOverWebSocket],
  ['urql over HTTP and graphql-ws', urqlOverWebSocket],
  ["graphql-sse's client", graphqlSse],
];
