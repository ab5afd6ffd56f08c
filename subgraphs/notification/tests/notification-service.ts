import type { EventDefinition, PayloadOf } from '@ejazz/platform/events/define-event';
import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import { apply } from '@ejazz/platform/inbox/apply';
import { statementsHeader } from '@ejazz/platform/request/scope';
import { signViewer, viewerHeader } from '@ejazz/platform/viewer/signed-viewer';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { createSubgraphSocket } from '@ejazz/testing/subgraph-socket';
import type { Deps } from '../src/deps';
import { readNotificationEnv } from '../src/env';
import { handlers } from '../src/events/handlers';
import { createNotification } from '../src/server';

const key = 'a key that only this test and its service know';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they have asked for.
  readonly data: any;
  readonly errors: { message: string; extensions: { code: string } }[] | undefined;
  /** SQL statements that the answer took. */
  readonly statements: number;
}

export const person = (): string => newId('usr');

/** An event as it comes over the bus. */
export const heard = <E extends EventDefinition>(event: E, payload: PayloadOf<E>): Received => ({
  id: newId('evt'),
  name: event.name,
  version: event.version,
  payload,
  requestId: 'a-test-request',
  occurredAt: new Date(),
});

/** The notification service on databases of its own, and ways to speak to it. */
export async function startNotificationService(overrides: Partial<Pick<Deps, 'clock'>> = {}) {
  const [database, bus] = await Promise.all([createTestDatabase('notification'), createTestDatabase('bus')]);
  const env = readNotificationEnv({
    DATABASE_URL: database.url,
    BUS_URL: bus.url,
    VIEWER_KEY: key,
    PORT: '0',
    LOG_LEVEL: 'error',
    DATABASE_POOL: '10',
  });
  const service = createNotification(env, overrides);
  await service.start();
  const { deps } = service;
  const byName = new Map(handlers.map((handler) => [handler.event.name, handler]));
  const token = (userId: string | undefined) => signViewer({ userId, sessionId: userId && 'ses_test', roles: [] }, 'notification', key);
  const socket = createSubgraphSocket(service.url);

  return {
    deps,
    as: (userId: string | undefined) => ({
      async ask(query: string, variables: object = {}): Promise<Answer> {
        const headers = { 'content-type': 'application/json', [viewerHeader]: token(userId) };
        const response = await fetch(service.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
        const { data, errors } = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
        return { data, errors, statements: Number(response.headers.get(statementsHeader)) };
      },
      subscribe: (query: string, variables: Record<string, unknown> = {}) => socket.subscribe(token(userId), query, variables),
    }),
    /** Handles the events as one batch, in one transaction. */
    tell: (...events: Received[]) => apply(events, deps.transact, byName, deps),
    stop: async () => {
      await socket.close();
      await service.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

export type NotificationHouse = Awaited<ReturnType<typeof startNotificationService>>;
