import { ApolloLink, HttpLink, Observable } from '@apollo/client';
import { OperationTypeNode, print } from 'graphql';
import { type ByIdOption, idOf, persistedQuery } from '../documents/by-id.ts';
import type { LiveClient } from '../live/live-client.ts';
import type { Session } from '../session/session.ts';
import { sessionFetch } from '../session/session-fetch.ts';

export interface LinkOptions extends ByIdOption {
  /** The gateway's endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  readonly session?: Session;
  /** Carries subscriptions; without it they fail. */
  readonly live?: LiveClient;
  readonly fetch?: typeof fetch;
}

/** Queries and mutations over HTTP, signed with the session; subscriptions over the live connection. */
export function createLink({ url, session, live, byId = false, fetch }: LinkOptions): ApolloLink {
  const plain = new HttpLink({ uri: url, fetch: session ? sessionFetch(session, fetch) : (fetch ?? globalThis.fetch) });
  const http = byId ? ApolloLink.from([byIdLink(), plain]) : plain;
  if (!live) return http;
  return ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, liveLink(live), http);
}

/** Names saved documents in place of sending them. */
const byIdLink = (): ApolloLink =>
  new ApolloLink((operation, forward) => {
    const id = idOf(operation.query);
    if (id) {
      Object.assign(operation.extensions, persistedQuery(id));
      operation.setContext({ http: { includeQuery: false, includeExtensions: true } });
    }
    return forward(operation);
  });

export const liveLink = (live: LiveClient): ApolloLink =>
  new ApolloLink(
    ({ query, operationName, variables }) =>
      new Observable((observer) =>
        live.forward(
          { id: idOf(query), query: print(query), operationName, variables },
          {
            next: ({ data, errors, extensions }) =>
              observer.next({ data, ...(errors && { errors: [...errors] }), ...(extensions && { extensions: { ...extensions } }) }),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
