import { type ClientOptions, type Exchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { type App, appHeaders } from '../fetch/app.ts';
import type { LiveClient } from '../live/live-client.ts';
import type { Session } from '../session/session.ts';
import { sessionFetch } from '../session/session-fetch.ts';
import { createCacheExchange } from './cache.ts';

export interface UrqlOptions {
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
export function clientOptions({ url, session, live, app, cache = createCacheExchange(), fetch }: UrqlOptions): ClientOptions {
  return {
    url,
    // The endpoint takes a query from another site by POST alone.
    preferGetMethod: false,
    fetchOptions: { headers: appHeaders(app) },
    ...(session ? { fetch: sessionFetch(session, fetch) } : fetch && { fetch }),
    exchanges: [cache, fetchExchange, ...(live ? [liveExchange(live)] : [])],
  };
}

export const liveExchange = (live: LiveClient): Exchange =>
  subscriptionExchange({
    forwardSubscription: ({ query = '', operationName, variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: live.forward(
          { query, operationName, variables },
          {
            next: ({ errors, ...answer }) => sink.next({ ...answer, ...(errors && { errors: [...errors] }) }),
            error: (error) => sink.error(error),
            complete: () => sink.complete(),
          },
        ),
      }),
    }),
  });
