import type { Pool } from 'pg';

/** Advisory lock of the bus database: services that start together make a table once. */
const tableLock = 5_337_002;

/**
 * Makes a table of the bus database's schema `ejazz` unless it is there; a change of its columns takes another name. Unlogged: quick,
 * and empty after a crash, which is no loss to what is kept there.
 */
export async function prepareTable(pool: Pool, name: string, columns: string, index = ''): Promise<void> {
  const { rows } = await pool.query<{ missing: boolean }>('SELECT to_regclass($1) IS NULL AS missing', [`ejazz.${name}`]);
  if (!rows[0]?.missing) return;
  // Statements sent together are one transaction; the engine's connections do not wait for the disk, which this has to.
  await pool.query(
    `SET LOCAL synchronous_commit = on; SELECT pg_advisory_xact_lock(${tableLock}); CREATE SCHEMA IF NOT EXISTS ejazz;
     CREATE UNLOGGED TABLE IF NOT EXISTS ejazz.${name} (${columns}); ${index}`,
  );
}
