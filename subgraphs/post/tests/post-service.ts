import type { EventDefinition, PayloadOf } from '@ejazz/platform/events/define-event';
import { newId } from '@ejazz/platform/ids/id';
import { apply } from '@ejazz/platform/inbox/apply';
import { heard } from '@ejazz/testing/heard';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { createSubgraphPeople } from '@ejazz/testing/subgraph-people';
import type { Deps } from '../src/deps';
import { recordFollows } from '../src/domain/follow-record';
import { readPostEnv } from '../src/env';
import { handlers } from '../src/events/handlers';
import { createPost } from '../src/server';

const key = 'a key that only this test and its service know';

export const person = (): string => newId('usr');

/** The post service on databases of its own, and ways to speak to it as somebody. */
export async function startPostService(overrides: Partial<Pick<Deps, 'clock'>> = {}, settings: Record<string, string> = {}) {
  const [database, bus] = await Promise.all([createTestDatabase('post'), createTestDatabase('bus')]);
  const env = readPostEnv({
    DATABASE_URL: database.url,
    BUS_URL: bus.url,
    VIEWER_KEY: key,
    PORT: '0',
    LOG_LEVEL: 'error',
    DATABASE_POOL: '10',
    ...settings,
  });
  const service = createPost(env, overrides);
  await service.start();
  const { deps } = service;

  const { as, close } = createSubgraphPeople({ name: 'post', url: service.url, key });
  const byName = new Map(handlers.map((handler) => [handler.event.name, handler]));
  let version = 0;
  return {
    service,
    deps,
    as,
    anonymous: as(undefined),
    follow: (followerId: string, followeeId: string, active = true) => {
      version += 1;
      return recordFollows(deps.db, [{ followerId, followeeId, active, version }]);
    },
    /** Has the effect of events of one kind as if they had arrived in one batch. */
    tell: <E extends EventDefinition>(event: E, ...payloads: PayloadOf<E>[]) => {
      const received = payloads.map((payload) => heard(event, payload));
      return apply(received, deps.transact, byName, deps);
    },
    readyMedia: async (ownerId: string) => {
      const mediaId = newId('med');
      await deps.db.readyMedia.create({ data: { mediaId, ownerId } });
      return mediaId;
    },
    /** Payloads of the events of one name, oldest first. */
    told: async (name: string) =>
      (await deps.db.outboxEvent.findMany({ where: { name }, orderBy: { sequence: 'asc' } })).map(({ payload }) => payload),
    stop: async () => {
      await close();
      await service.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

export type PostHouse = Awaited<ReturnType<typeof startPostService>>;

/** The value of an outcome that must not be a refusal. */
export function value<T>(outcome: { value: T | null | undefined; userErrors: readonly unknown[] }): T {
  expect(outcome.userErrors).toEqual([]);
  if (outcome.value == null) throw new Error('There is no value.');
  return outcome.value;
}
