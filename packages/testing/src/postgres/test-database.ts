import { randomUUID } from 'node:crypto';
import type { DatabaseName } from '@ejazz/launcher/cluster/provision-services';
import { withClient } from '@ejazz/platform/database/with-client';
import { templateOf } from './template';

export interface TestDatabase {
  /** Superuser address. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of its own; `bus` is empty. */
export async function createTestDatabase(name: DatabaseName): Promise<TestDatabase> {
  const adminUrl = await askKeeper(name);
  const own = `test_${name}_${randomUUID().replaceAll('-', '')}`;
  await withClient(adminUrl, 'ejazz test', (client) => client.query(`CREATE DATABASE ${own} TEMPLATE ${templateOf(name)}`));
  return {
    url: Object.assign(new URL(adminUrl), { pathname: `/${own}` }).href,
    drop: async () => {
      await withClient(adminUrl, 'ejazz test', (client) => client.query(`DROP DATABASE IF EXISTS ${own} WITH (FORCE)`));
    },
  };
}

/** Superuser address of the server that this test run shares. */
export function testServerUrl(): Promise<string> {
  return askKeeper('');
}

async function askKeeper(database: string): Promise<string> {
  const keeper = process.env.EJAZZ_TEST_POSTGRES;
  if (!keeper) throw new Error('No test PostgreSQL: run tests through jest with the project configuration (its globalSetup provides one)');
  const response = await fetch(`${keeper}/${database}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`No test database "${database}": ${text}`);
  return text;
}
