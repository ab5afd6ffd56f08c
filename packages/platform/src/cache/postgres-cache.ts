import type { PostgresEngine } from '../bus/engine';
import { prepareTable } from '../bus/prepare-table';
import type { Cache } from './cache';

const cleanEveryMs = 60_000;
const clean = `DELETE FROM ejazz.cache WHERE key IN (SELECT key FROM ejazz.cache WHERE expires_at < now() LIMIT 1000)`;

/** An unlogged table of the bus database. */
export function postgresCache({ pool, whenUp }: PostgresEngine, name: string): Cache {
  let cleanAt = Date.now() + cleanEveryMs;
  const ready = whenUp(() =>
    prepareTable(
      pool,
      'cache',
      'key text PRIMARY KEY, value text NOT NULL, expires_at timestamptz NOT NULL',
      'CREATE INDEX IF NOT EXISTS cache_expires_at ON ejazz.cache (expires_at)',
    ),
  );
  return {
    async get(key) {
      await ready;
      const { rows } = await pool.query<{ value: string }>('SELECT value FROM ejazz.cache WHERE key = $1 AND expires_at > now()', [`${name}:${key}`]);
      return rows[0]?.value;
    },
    async set(key, value, ttlSeconds) {
      await ready;
      await pool.query(
        `INSERT INTO ejazz.cache (key, value, expires_at) VALUES ($1, $2, now() + $3 * interval '1 second')
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
        [`${name}:${key}`, value, ttlSeconds],
      );
      if (Date.now() < cleanAt) return;
      cleanAt = Date.now() + cleanEveryMs;
      await pool.query(clean);
    },
    async delete(key) {
      await ready;
      await pool.query('DELETE FROM ejazz.cache WHERE key = $1', [`${name}:${key}`]);
    },
  };
}
