import { poolDatabase } from '@ejazz/platform/database/pool-database';
import type { Sql, SqlDatabase } from '@ejazz/platform/database/sql';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { Pool } from 'pg';

/** The tables that every service's schema.prisma declares for the backbone. */
const tables = `
  CREATE TABLE outbox (sequence bigserial PRIMARY KEY, id text NOT NULL UNIQUE, name text NOT NULL, version int NOT NULL, payload jsonb NOT NULL,
    request_id text NOT NULL, trace text, occurred_at timestamptz(3) NOT NULL, pending text[], sent_at timestamptz(3), settled_at timestamptz(3));
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

/** A service's database with the backbone's tables, spoken to as a generated Prisma client would be. */
export async function createTestDb(): Promise<TestDb> {
  const { url, drop } = await createTestDatabase('bus');
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on('error', () => undefined);
  await pool.query(tables);
  return {
    ...poolDatabase(pool),
    url,
    rows: async <T>(query: string) => (await pool.query(query)).rows as T[],
    async drop() {
      await pool.end();
      await drop();
    },
  };
}
