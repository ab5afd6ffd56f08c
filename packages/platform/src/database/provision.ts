import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { withClient } from './with-client';

export interface DatabaseGrant {
  readonly database: string;
  readonly role: string;
  readonly password: string;
}

/** Serialises provisioning on one server, so that several starts may do it at once. */
const provisionLock = 6_245_299;

/** Makes sure that the role can log in with this password and owns the database, which no other role may enter. */
export async function provisionDatabase(adminUrl: string, { database, role, password }: DatabaseGrant): Promise<void> {
  await withClient(adminUrl, 'ejazz provision', async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [provisionLock]);
    await provideRole(client, role, password);
    if (!(await exists(client, 'SELECT 1 FROM pg_database WHERE datname = $1', database))) {
      await client.query(`${await createDatabaseSql(client, database)} OWNER ${escapeIdentifier(role)}`);
    }
    await client.query(`REVOKE CONNECT ON DATABASE ${escapeIdentifier(database)} FROM PUBLIC`);
  });
}

/** UTF-8 text that sorts bytewise: ids compare as they do in code, and no system update reorders an index. */
export async function createDatabaseSql(client: Client, database: string): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
  const version = Number(rows[0]?.version);
  const provider = version >= 170_000 ? ` LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'` : version >= 150_000 ? ' LOCALE_PROVIDER libc' : '';
  return `CREATE DATABASE ${escapeIdentifier(database)} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'${provider}`;
}

async function provideRole(client: Client, role: string, password: string): Promise<void> {
  const present = await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', role);
  await client.query(`${present ? 'ALTER' : 'CREATE'} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
  // A superuser may give a database to anyone; a managed server's admin only to roles it belongs to.
  const superuser = await exists(client, 'SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper');
  if (!superuser) await client.query(`GRANT ${escapeIdentifier(role)} TO CURRENT_USER`);
}

async function exists(client: Client, sql: string, ...values: string[]): Promise<boolean> {
  return (await client.query(sql, values)).rows.length > 0;
}
