import type { Pool, PoolClient } from 'pg';
import type { Sql, SqlDatabase } from './sql';

const sqlOn = (client: Pool | PoolClient): Sql => ({
  $queryRawUnsafe: async <T>(sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows as T,
  $executeRawUnsafe: async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rowCount ?? 0,
});

/** A service's database without its Prisma client: for tools that know of its event tables only. */
export const poolDatabase = (pool: Pool): SqlDatabase<Sql> => ({
  ...sqlOn(pool),
  async $transaction(work) {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(sqlOn(client));
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      // A connection whose transaction failed is closed: what it has open ends with it.
      client.release(true);
      throw error;
    }
  },
});
