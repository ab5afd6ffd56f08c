import { assertSchemaCompatibility, LATEST_SCHEMA_VERSION, runMigrations, SchemaMigrationRequiredError } from 'bullmq';
import type { Pool } from 'pg';

/**
 * Makes BullMQ's tables, or brings them up to date. BullMQ takes an advisory lock for it, so that services may start together;
 * the usual case, nothing to do, costs one read and no lock.
 */
export async function prepareQueueSchema(pool: Pool): Promise<void> {
  const version = await assertSchemaCompatibility(pool).catch((error: unknown) => {
    if (error instanceof SchemaMigrationRequiredError) return 0;
    throw error;
  });
  if (version >= LATEST_SCHEMA_VERSION) return;
  const client = await pool.connect();
  try {
    // The engine's connections do not wait for the disk; a schema has to.
    await client.query('SET synchronous_commit = on');
    await runMigrations(client);
  } finally {
    client.release(true);
  }
}
