import { randomBytes } from 'node:crypto';
import { newId } from '@ejazz/platform/ids/id';
import { createLogger } from '@ejazz/platform/log/logger';
import { type Client, clientHeaders } from '@ejazz/platform/request/client';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { createSubgraphClient } from '@ejazz/testing/subgraph-client';
import { readUserEnv } from '../src/env';
import type { User } from '../src/generated/prisma/client';
import { createUser } from '../src/server';

export const day = 86_400_000;
export const minute = 60_000;

export interface Databases {
  readonly databaseUrl: string;
  readonly busUrl: string;
  readonly smtpUrl?: string | undefined;
}

/** One instance of the user service, with a clock that tests move. */
export async function startInstance({ databaseUrl, busUrl, smtpUrl }: Databases) {
  const key = randomBytes(32).toString('hex');
  const env = readUserEnv({
    DATABASE_URL: databaseUrl,
    BUS_URL: busUrl,
    VIEWER_KEY: key,
    PORT: '0',
    DATABASE_POOL: '10',
    SMTP_URL: smtpUrl,
    CHANGE_PATIENCE_MS: '0',
  });
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  const service = createUser(env, { clock, log: createLogger('user', 'silent') });
  await service.start();
  const { deps, url } = service;
  const as = (userId?: string, sessionId?: string, client?: Client) =>
    createSubgraphClient({ name: 'user', url, key }, { userId, sessionId }, client && clientHeaders(client));
  let made = 0;
  /** People who cannot sign in: for what is not about passwords, which cost time. */
  const people = (count: number): Promise<User[]> => {
    const data = Array.from({ length: count }, () => {
      made += 1;
      const username = `person_${made}`;
      return {
        id: newId('usr'),
        username,
        handle: username,
        email: `${username}@example.org`,
        displayName: username,
        passwordHash: '',
        createdAt: clock.now(),
      };
    });
    return deps.db.user.createManyAndReturn({ data });
  };
  return {
    service,
    deps,
    key,
    url,
    as,
    anonymous: as(),
    address: (path: string) => new URL(path, url).href,
    advance: (ms: number) => {
      ahead += ms;
    },
    people,
    person: async () => (await people(1))[0] as User,
    /** Payloads of the events of one name, oldest first. */
    told: async (name: string) =>
      (await deps.db.outboxEvent.findMany({ where: { name }, orderBy: { sequence: 'asc' } })).map(
        ({ payload }) => payload as Record<string, unknown>,
      ),
    stop: () => service.stop(),
  };
}

/** The user service on databases of its own. */
export async function startUserService({ smtpUrl }: Pick<Databases, 'smtpUrl'> = {}) {
  const [database, bus] = await Promise.all([createTestDatabase('user'), createTestDatabase('bus')]);
  const databases = { databaseUrl: database.url, busUrl: bus.url, smtpUrl };
  const instance = await startInstance(databases);
  return {
    ...instance,
    ...databases,
    dropBus: () => bus.drop(),
    stop: async () => {
      await instance.stop();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

export type UserHouse = Awaited<ReturnType<typeof startUserService>>;
