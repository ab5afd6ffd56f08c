import { type ClientOptions, type Exchange, fetchExchange, makeOperation, mapExchange, stringifyDocument, subscriptionExchange } from '@urql/core';
import { type ByIdOption, idOf, persistedQuery } from '../documents/by-id.ts';
import { type App, appHeaders } from '../fetch/app.ts';
import type { LiveClient } from '../live/live-client.ts';
import type { Session } from '../session/session.ts';
import { sessionFetch } from '../session/session-fetch.ts';
import { createCacheExchange } from './cache.ts';

export interface UrqlOptions extends ByIdOption {
  /** The gateway's endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  readonly session?: Session;
  /** Carries subscriptions; without it they fail. */
  readonly live?: LiveClient;
  /** Who asks: a name and a version of the front end. */
  readonly app?: App;
  /** Default: `createCacheExchange()`. */
  readonly cache?: Exchange;
  readonly fetch?: typeof fetch;
}

/** For urql's `new Client(…)`: queries and mutations over HTTP, signed with the session; subscriptions over the live connection. */
export function clientOptions({ url, session, live, app, byId = false, cache = createCacheExchange(), fetch }: UrqlOptions): ClientOptions {
  return {
    url,
    // The endpoint takes a query from another site by POST alone.
    preferGetMethod: false,
    fetchOptions: { headers: appHeaders(app) },
    ...(session ? { fetch: sessionFetch(session, fetch) } : fetch && { fetch }),
    exchanges: [cache, ...(byId ? [byIdExchange()] : []), fetchExchange, ...(live ? [liveExchange(live)] : [])],
  };
}

/** Names saved documents in place of sending them; behind the cache, which forgets what else an operation says. */
const byIdExchange = (): Exchange =>
  mapExchange({
    onOperation(operation) {
      const id = idOf(operation.query);
      if (!id || operation.kind === 'teardown') return;
      return makeOperation(operation.kind, { ...operation, extensions: { ...operation.extensions, ...persistedQuery(id) } });
    },
  });

export const liveExchange = (live: LiveClient): Exchange =>
  subscriptionExchange({
    forwardSubscription: ({ operationName, variables }, { query }) => ({
      subscribe: (sink) => ({
        unsubscribe: live.forward(
          { id: idOf(query), query: stringifyDocument(query), operationName, variables },
          {
            next: ({ errors, ...answer }) => sink.next({ ...answer, ...(errors && { errors: [...errors] }) }),
            error: (error) => sink.error(error),
            complete: () => sink.complete(),
          },
        ),
      }),
    }),
  });
