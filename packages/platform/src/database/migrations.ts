import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplainedError } from '../lifecycle/explained-error';

/** One folder `<stamp>_<name>` with its `migration.sql`, as Prisma lays them out. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new ExplainedError(`There are no migrations at ${folder}. Write the first with: npm run db:new -- <service> <name>`);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const file = join(folder, name, 'migration.sql');
  const sql = await readFile(file, 'utf8').catch(() => {
    throw new ExplainedError(`${file} is missing. Restore it, or delete its folder if it was never applied anywhere.`);
  });
  return { name, sql, checksum: checksumOf(sql) };
}

/** Line endings that git changed do not make another migration. */
export function hasChecksum({ sql, checksum }: Migration, applied: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return [checksum, checksumOf(unix), checksumOf(unix.replaceAll('\n', '\r\n'))].includes(applied);
}

const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex');
