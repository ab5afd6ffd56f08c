import { randomUUID } from 'node:crypto';
import { type Client, DatabaseError } from 'pg';
import { ExplainedError } from '../lifecycle/explained-error';
import { withoutPassword } from './explain-database-error';
import { hasChecksum, type Migration, readMigrations } from './migrations';
import { withClient } from './with-client';

/** What `prisma migrate` locks, so that the two never migrate one database at the same time. */
const prismaLock = 72707369;

/** Prisma's own bookkeeping table: `prisma migrate status` and `deploy` carry on from it. */
const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/** Applies what the database lacks of `<folder>/<stamp>_<name>/migration.sql`; several processes may do so at once. */
export async function applyMigrations(url: string, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  return withClient(url, 'ejazz migrate', async (client) => {
    if ((await missing(client, url, migrations)).length === 0) return [];
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query(createTable);
    const applied: string[] = [];
    for (const migration of await missing(client, url, migrations)) {
      await apply(client, url, migration);
      applied.push(migration.name);
    }
    return applied;
  });
}

/** Names of the migrations that the database lacks; nothing is changed. */
export async function pendingMigrations(url: string, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  return withClient(url, 'ejazz migrate', async (client) => (await missing(client, url, migrations)).map(({ name }) => name));
}

interface Recorded {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
  readonly logs: string | null;
}

async function missing(client: Client, url: string, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const recorded = new Map((await readRecorded(client)).map((row) => [row.name, row]));
  for (const { name, finished, logs } of recorded.values()) {
    if (finished) continue;
    throw new ExplainedError(
      `Migration ${name} of ${withoutPassword(url)} failed half-way${logs ? `: ${logs}` : ''}. Mend the database by hand, then tell which way: ` +
        `npm run db:prisma -- <service> migrate resolve --rolled-back ${name} (it shall be applied again) or --applied ${name} (it is complete).`,
    );
  }
  return migrations.filter((migration) => {
    const row = recorded.get(migration.name);
    if (row && !hasChecksum(migration, row.checksum)) {
      throw new ExplainedError(
        `Migration ${migration.name} was changed after ${withoutPassword(url)} had applied it. Restore the file, and put the change into a new ` +
          `migration (npm run db:new -- <service> <name>); a database that holds nothing of value can be dropped instead.`,
      );
    }
    return !row;
  });
}

async function readRecorded(client: Client): Promise<readonly Recorded[]> {
  const { rows: tables } = await client.query<{ present: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
  if (!tables[0]?.present) return [];
  const { rows } = await client.query<Recorded>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

async function apply(client: Client, url: string, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await record(client, migration, true);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    if (refusesTransaction(error)) return applyUnprotected(client, url, migration);
    throw explain(error, url, migration, 'Nothing of it remains: correct the SQL and start again.');
  }
}

/** `CREATE INDEX CONCURRENTLY` and its like: the row tells of the attempt before it is made, as Prisma does it. */
async function applyUnprotected(client: Client, url: string, migration: Migration): Promise<void> {
  const id = await record(client, migration, false);
  try {
    await client.query(migration.sql);
    await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw explain(error, url, migration, 'It cannot run in a transaction, so a part of it may remain; the next start tells how to go on.');
  }
}

async function record(client: Client, { name, checksum }: Migration, finished: boolean): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO _prisma_migrations (id, migration_name, checksum, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, CASE WHEN $4 THEN clock_timestamp() END, $4::boolean::integer)`,
    [id, name, checksum, finished],
  );
  return id;
}

/** SQLSTATE active_sql_transaction. */
const refusesTransaction = (error: unknown) => error instanceof DatabaseError && error.code === '25001';

function explain(error: unknown, url: string, { name, sql }: Migration, remedy: string): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split('\n').length})` : '';
  return new ExplainedError(`Migration ${name} of ${withoutPassword(url)} failed${line}: ${error.message}. ${remedy}`, { cause: error });
}
