import { signViewer } from '@ejazz/platform/viewer/signed-viewer';
import { createSubgraphClient, type SubgraphAddress } from './subgraph-client';
import { createSubgraphSocket, type SubgraphEvents } from './subgraph-socket';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they have asked for.
  readonly data: any;
  readonly errors: { message: string; path?: string[]; extensions: { code: string } }[] | undefined;
  /** SQL statements that the answer took. */
  readonly statements: number;
}

/** Somebody who asks one subgraph, and subscribes to it, as the gateway does on their behalf. */
export interface SubgraphPerson {
  ask(query: string, variables?: object): Promise<Answer>;
  subscribe(query: string, variables?: Record<string, unknown>): SubgraphEvents;
}

/** Whoever a test wants to be, at one subgraph, anonymous too; all over one socket. */
export function createSubgraphPeople(address: SubgraphAddress) {
  const socket = createSubgraphSocket(address.url);
  return {
    as(userId: string | undefined): SubgraphPerson {
      const viewer = { userId, sessionId: userId && 'ses_test', roles: [] };
      return {
        async ask(query, variables = {}) {
          const { data, errors, statements } = await createSubgraphClient(address, viewer).ask(query, { ...variables });
          return { data, errors: errors as Answer['errors'], statements };
        },
        subscribe: (query, variables = {}) => socket.subscribe(signViewer(viewer, address.name, address.key), query, variables),
      };
    },
    close: () => socket.close(),
  };
}
