import { join } from 'node:path';
import { applyMigrations } from '@ejazz/platform/database/migrate';
import { createDatabaseSql } from '@ejazz/platform/database/provision';
import { withClient } from '@ejazz/platform/database/with-client';

const migrations = join(__dirname, '../../../../prisma');

export const templateOf = (database: string) => `template_${database}`;

/** The database that tests get copies of: migrated as in production, or empty for the bus. */
export async function createTemplate(adminUrl: string, database: string): Promise<void> {
  const name = templateOf(database);
  await withClient(adminUrl, 'ejazz test', async (client) => {
    await client.query(await createDatabaseSql(client, name));
    if (database !== 'bus')
      await applyMigrations(Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href, join(migrations, database, 'migrations'));
    // Copies are refused while anyone is connected.
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  });
}
