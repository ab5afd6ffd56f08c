import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import provision from '@ejazz/launcher/cluster/provision-services';
import houses from '@ejazz/launcher/house/house';
import migration from '@ejazz/launcher/processes/migrate-services';
import ownPostgres from '@ejazz/testing/postgres/own-postgres';
import testRedis from '@ejazz/testing/redis/test-redis';
import { root } from '../scripts/workspace.mjs';

/** The whole house in this process, on a PostgreSQL of its own that waits for the disk, and on a Redis with AOF if asked for. */
export async function startHouse(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-'));
  const postgres = await ownPostgres.startOwnPostgres({ durable: true });
  const redis = engine === 'redis' ? await testRedis.startTestRedis() : undefined;
  const adminUrl = Object.assign(new URL(postgres.url), { pathname: '/postgres' }).href;
  const databases = await provision.provisionServices(adminUrl, join(folder, 'passwords.json'));
  const addresses = Object.entries(databases).map(([name, url]) => [`DATABASE_URL_${name.toUpperCase()}`, url]);
  await migration.migrateServices([], Object.fromEntries(addresses));
  const house = houses.createHouse({
    databases,
    ...(redis && { redisUrl: redis.url }),
    port: 0,
    mediaFolder: join(folder, 'media'),
    secrets: { viewer: randomBytes(32).toString('hex'), media: randomBytes(32).toString('hex') },
    supergraphFile: join(root, 'supergraph.graphql'),
    logLevel: 'error',
    mode: 'development',
  });
  await house.start();
  return {
    house,
    async remove() {
      await house.stop();
      await redis?.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
