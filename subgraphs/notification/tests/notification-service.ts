import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import { apply } from '@ejazz/platform/inbox/apply';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { createSubgraphPeople } from '@ejazz/testing/subgraph-people';
import type { Deps } from '../src/deps';
import { readNotificationEnv } from '../src/env';
import { handlers } from '../src/events/handlers';
import { createNotification } from '../src/server';

const key = 'a key that only this test and its service know';

export const person = (): string => newId('usr');

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
  const { as, close } = createSubgraphPeople({ name: 'notification', url: service.url, key });

  return {
    deps,
    as,
    /** Handles the events as one batch, in one transaction. */
    tell: (...events: Received[]) => apply(events, deps.transact, byName, deps),
    stop: async () => {
      await close();
      await service.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

export type NotificationHouse = Awaited<ReturnType<typeof startNotificationService>>;
