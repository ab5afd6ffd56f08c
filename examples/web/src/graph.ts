import { ApolloClient } from '@apollo/client';
import { createCache, createLink } from '@ejazz/client/apollo';
import { createFetchClient } from '@ejazz/client/fetch';
import { createLiveClient } from '@ejazz/client/live';
import { createSession } from '@ejazz/client/session';

const url: string = import.meta.env.VITE_EJAZZ_URL ?? 'http://127.0.0.1:4000/graphql';

/** Kept for all tabs; renewed by one of them. */
export const session = createSession({ url, storage: localStorage });
export const live = createLiveClient({ url, session });
export const apollo = new ApolloClient({ cache: createCache(), link: createLink({ url, session, live }) });
/** For uploads. */
export const plain = createFetchClient({ url, session });

// What one person has seen is no business of the next.
session.onChange((change) => {
  if (change !== 'renewed') void apollo.clearStore();
});
