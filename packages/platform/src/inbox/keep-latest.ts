import type { Sql } from '../database/sql';

interface Versioned {
  readonly version: number;
}

const columnOf = (property: string): string => `"${property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;

/**
 * Keeps of each thing the highest version that was told, in one statement; returns what has changed. A row's properties are the table's
 * columns in camel case. Sorted by the key, so that two batches do not wait for each other in a circle.
 */
export async function keepLatest<Row extends Versioned>(
  tx: Sql,
  table: string,
  key: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<Row[]> {
  const [first] = rows;
  if (!first) return [];
  const properties = Object.keys(first);
  const columns = properties.map(columnOf);
  const keyColumns = key.map(columnOf).join(', ');
  const told = rows.map((row) => Object.fromEntries(Object.entries(row).map(([property, value]) => [columnOf(property).slice(1, -1), value])));
  return tx.$queryRawUnsafe<Row[]>(
    `INSERT INTO "${table}" (${columns.join(', ')})
     SELECT DISTINCT ON (${keyColumns}) ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)
     ORDER BY ${keyColumns}, version DESC
     ON CONFLICT (${keyColumns}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}
     WHERE "${table}".version < excluded.version
     RETURNING ${properties.map((property) => `${columnOf(property)} AS "${property}"`).join(', ')}`,
    JSON.stringify(told),
  );
}
