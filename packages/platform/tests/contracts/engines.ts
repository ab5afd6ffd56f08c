import type { BusAddress } from '@ejazz/platform/bus/engine';
import { withClient } from '@ejazz/platform/database/with-client';
import { startOwnPostgres } from '@ejazz/testing/postgres/own-postgres';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { redisMissing } from '@ejazz/testing/redis/redis-server';
import { startTestRedis } from '@ejazz/testing/redis/test-redis';
import { Redis } from 'ioredis';
import { Client } from 'pg';

/** An engine that a test has for itself. */
export interface TestEngine {
  readonly address: BusAddress;
  /** Ends every connection that listens to live hints. */
  cutListeners(): Promise<void>;
  /** `[name, count]` of the connections to it. */
  connections(): Promise<Map<string, number>>;
  end(): Promise<void>;
}

/** One that can be killed and comes back at the same address. */
export interface MortalEngine {
  readonly address: BusAddress;
  kill(): Promise<void>;
  start(): Promise<void>;
  startEmpty?(): Promise<void>;
  /** Cuts the connections on which workers wait for jobs, and takes no new ones; the others stay. */
  cutWaiting(): Promise<void>;
  end(): Promise<void>;
}

export interface EngineKind {
  readonly start: () => Promise<TestEngine>;
  readonly startMortal: () => Promise<MortalEngine>;
}

async function postgres(): Promise<TestEngine> {
  const { url, drop } = await createTestDatabase('bus');
  const ask = async <T extends object>(sql: string): Promise<T[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const others = 'FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  return {
    address: { postgresUrl: url },
    cutListeners: async () =>
      void (await ask(`SELECT pg_terminate_backend(pid) ${others} AND query LIKE 'LISTEN%' AND application_name LIKE '%hints'`)),
    connections: async () =>
      new Map(
        (await ask<{ name: string; count: number }>(`SELECT application_name AS name, count(*)::int AS count ${others} GROUP BY 1`)).map((row) => [
          row.name,
          row.count,
        ]),
      ),
    end: drop,
  };
}

async function redis(): Promise<TestEngine> {
  const server = await startTestRedis();
  const admin = new Redis(server.url, { connectionName: 'admin' });
  return {
    address: { redisUrl: server.url },
    cutListeners: async () => void (await admin.client('KILL', 'TYPE', 'PUBSUB')),
    async connections() {
      const names = [...String(await admin.client('LIST')).matchAll(/ name=(\S*)/g)].map(([, name]) => readable(name ?? ''));
      return new Map(names.filter((name) => name !== 'admin').map((name) => [name, names.filter((other) => other === name).length]));
    },
    async end() {
      admin.disconnect();
      await server.stop();
    },
  };
}

/** BullMQ names the connection on which a worker waits after its queue, in base64. */
const readable = (name: string) => (name.startsWith('ejazz:') ? Buffer.from(name.slice('ejazz:'.length), 'base64').toString() : name);

async function mortalPostgres(): Promise<MortalEngine> {
  const { url, kill, start, stop } = await startOwnPostgres();
  return {
    address: { postgresUrl: url },
    kill,
    start,
    async cutWaiting() {
      await withClient(Object.assign(new URL(url), { pathname: '/postgres' }).href, 'test', async (client) => {
        await client.query('ALTER DATABASE own ALLOW_CONNECTIONS false');
        await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'own' AND query LIKE 'LISTEN%'`);
      });
    },
    end: stop,
  };
}

async function mortalRedis(): Promise<MortalEngine> {
  const { url, kill, start, stop } = await startTestRedis();
  return {
    address: { redisUrl: url },
    kill,
    start,
    startEmpty: () => start({ empty: true }),
    async cutWaiting() {
      const admin = new Redis(url);
      await admin.config('SET', 'maxclients', '1');
      const waiting = String(await admin.client('LIST'))
        .split('\n')
        .filter((line) => line.includes('cmd=bzpopmin'));
      for (const line of waiting) await admin.client('KILL', 'ID', line.match(/^id=(\d+)/)?.[1] ?? '');
      admin.disconnect();
    },
    end: stop,
  };
}

const kinds: [string, EngineKind][] = [['PostgreSQL', { start: postgres, startMortal: mortalPostgres }]];
const redisKind: EngineKind = { start: redis, startMortal: mortalRedis };

/** Runs one suite on each engine; where Redis is not installed, its half is skipped by name. */
export function onEachEngine(suite: (name: string, kind: EngineKind) => void): void {
  const missing = redisMissing();
  describe.each(missing ? kinds : [...kinds, ['Redis', redisKind] as [string, EngineKind]])('on %s', suite);
  if (missing) describe.skip.each([[`Redis: ${missing}`, redisKind] as [string, EngineKind]])('on %s', suite);
}
