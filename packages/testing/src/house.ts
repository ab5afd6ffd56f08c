import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseUrls, databaseNames } from '@ejazz/launcher/cluster/provision-services';
import { createHouse, type House, type HouseOptions } from '@ejazz/launcher/house/house';
import { createMailbox, type Mailbox } from '@ejazz/launcher/mailbox/mailbox';
import { projectRoot } from '@ejazz/launcher/project-root';
import { createLogger } from '@ejazz/platform/log/logger';
import { createTestDatabase } from './postgres/test-database';

export interface TestHouse extends House {
  readonly databases: DatabaseUrls;
  readonly mailbox: Mailbox;
  /** Stops everything and removes databases and files. */
  remove(): Promise<void>;
}

/**
 * The whole graph in this process, on databases and ports of its own, started; its bus is PostgreSQL, or the given Redis; traces go to the
 * given collector; the gateway gets the settings given for it.
 */
export async function startHouse(
  overrides: HouseOptions['overrides'] = {},
  more: Pick<HouseOptions, 'redisUrl' | 'otlpEndpoint' | 'rateLimits' | 'gateway'> = {},
): Promise<TestHouse> {
  const databases = await Promise.all(databaseNames.map(async (name) => [name, await createTestDatabase(name)] as const));
  const mediaFolder = await mkdtemp(join(tmpdir(), 'ejazz-test-media-'));
  const urls = Object.fromEntries(databases.map(([name, { url }]) => [name, url])) as DatabaseUrls;
  const mailbox = createMailbox();
  await mailbox.start();
  const house = createHouse({
    databases: urls,
    ...more,
    port: 0,
    mediaFolder,
    secrets: { viewer: randomBytes(32).toString('hex'), media: randomBytes(32).toString('hex') },
    supergraphFile: join(projectRoot, 'supergraph.graphql'),
    logLevel: 'silent',
    mode: 'development',
    mailbox,
    overrides: { log: createLogger('test', 'silent'), ...overrides },
  });
  await house.start();
  return Object.assign(house, {
    databases: urls,
    mailbox,
    async remove() {
      await house.stop();
      await mailbox.stop();
      await Promise.all(databases.map(([, database]) => database.drop()));
      await rm(mediaFolder, { recursive: true, force: true });
    },
  });
}
