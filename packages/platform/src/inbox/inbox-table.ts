import type { Sql } from '../database/sql';

/**
 * Records that these events are being handled and returns the ids that were not before. Another transaction that has one in hand
 * is waited for; the ids are sorted so that two batches cannot wait for each other.
 */
export async function takeFresh(tx: Sql, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRawUnsafe<{ id: string }[]>(
    'INSERT INTO inbox (id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING id',
    [...new Set(ids)].sort(),
  );
  return new Set(rows.map((row) => row.id));
}

/** What was handled is new again: for a consumer that is to be rebuilt. */
export const forgetHandled = (db: Sql, ids: readonly string[]): Promise<number> =>
  db.$executeRawUnsafe('DELETE FROM inbox WHERE id = ANY($1::text[])', ids);
