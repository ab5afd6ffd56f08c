import type { Sql, SqlDatabase } from '@ejazz/platform/database/sql';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { Pool, type PoolClient } from 'pg';

/** The tables that every service's schema.prisma declares for the backbone. */
const tables = `
  CREATE TABLE outbox (sequence bigserial PRIMARY KEY, id text NOT NULL UNIQUE, name text NOT NULL, version int NOT NULL, payload jsonb NOT NULL,
    request_id text NOT NULL, occurred_at timestamptz(3) NOT NULL, pending text[], sent_at timestamptz(3), settled_at timestamptz(3));
  CREATE INDEX ON outbox (sent_at, sequence);
  CREATE INDEX ON outbox (settled_at);
  CREATE TABLE inbox (id text PRIMARY KEY, received_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
  CREATE INDEX ON inbox (received_at);
  CREATE TABLE client_request (actor_id text, operation text, request_id text, input_hash text NOT NULL, result jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (actor_id, operation, request_id));
  CREATE INDEX ON client_request (created_at);
  CREATE TABLE effect (position serial PRIMARY KEY, event text NOT NULL);`;

export interface TestDb extends SqlDatabase<Sql> {
  readonly url: string;
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>;
  drop(): Promise<void>;
}

const sqlOn = (client: Pool | PoolClient): Sql => ({
  $queryRawUnsafe: async <T>(sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows as T,
  $executeRawUnsafe: async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rowCount ?? 0,
});

/** A service's database with the backbone's tables, spoken to as a generated Prisma client would be. */
export async function createTestDb(): Promise<TestDb> {
  const { url, drop } = await createTestDatabase('bus');
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on('error', () => undefined);
  await pool.query(tables);
  const sql = sqlOn(pool);
  return {
    ...sql,
    url,
    rows: async <T>(query: string) => (await pool.query(query)).rows as T[],
    async $transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(sqlOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    async drop() {
      await pool.end();
      await drop();
    },
  };
}
