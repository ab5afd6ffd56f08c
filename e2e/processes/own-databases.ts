import { randomUUID } from 'node:crypto';
import { type DatabaseUrls, databaseNames } from '@ejazz/launcher/cluster/provision-services';
import { provisionDatabase } from '@ejazz/platform/database/provision';
import { withClient } from '@ejazz/platform/database/with-client';
import { testServerUrl } from '@ejazz/testing/postgres/test-database';

export interface OwnDatabases {
  readonly urls: DatabaseUrls;
  /** Connections to all of them, told by who holds them. */
  connections(): Promise<readonly { readonly database: string; readonly holder: string; readonly count: number }[]>;
  drop(): Promise<void>;
}

/** Empty databases as in production: each with a role that may enter it alone; on the server of this superuser address, or the test run's. */
export async function createOwnDatabases(serverUrl?: string): Promise<OwnDatabases> {
  const adminUrl = serverUrl ?? (await testServerUrl());
  const run = randomUUID().slice(0, 8);
  const owned = (name: string) => `apart_${run}_${name}`;
  const password = randomUUID();
  const made = databaseNames.map(async (name) => {
    await provisionDatabase(adminUrl, { database: owned(name), role: owned(name), password });
    return [name, Object.assign(new URL(adminUrl), { username: owned(name), password, pathname: `/${owned(name)}` }).href] as const;
  });
  return {
    urls: Object.fromEntries(await Promise.all(made)) as DatabaseUrls,
    connections: () =>
      withClient(adminUrl, 'test', async (client) => {
        const { rows } = await client.query<{ database: string; holder: string; count: number }>(
          `SELECT substr(datname, length($1) + 1) AS database, application_name AS holder, count(*)::int AS count
           FROM pg_stat_activity WHERE datname LIKE $1 || '%' GROUP BY 1, 2 ORDER BY 1, 2`,
          [owned('')],
        );
        return rows;
      }),
    drop: () =>
      withClient(adminUrl, 'test', async (client) => {
        for (const name of databaseNames) {
          await client.query(`DROP DATABASE IF EXISTS ${owned(name)} WITH (FORCE)`);
          await client.query(`DROP ROLE IF EXISTS ${owned(name)}`);
        }
      }),
  };
}
