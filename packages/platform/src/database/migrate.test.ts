import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyMigrations, pendingMigrations } from '@ejazz/platform/database/migrate';
import { withClient } from '@ejazz/platform/database/with-client';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { createTestDatabase, type TestDatabase } from '@ejazz/testing/postgres/test-database';

const first = '20260101000000_first';
const second = '20260102000000_second';
let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase('bus');
  folder = await mkdtemp(join(tmpdir(), 'ejazz-migrations-'));
  await write(first, 'CREATE TABLE a (id text PRIMARY KEY);');
  await write(second, 'ALTER TABLE a ADD COLUMN b text;\nINSERT INTO a VALUES ($$x;y$$);');
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function write(name: string, sql: string) {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}
const query = (sql: string) => withClient(database.url, 'test', async (client) => (await client.query(sql)).rows);
const apply = () => applyMigrations(database.url, folder);

test('migrations are applied in order, once', async () => {
  expect(await pendingMigrations(database.url, folder)).toEqual([first, second]);
  expect(await apply()).toEqual([first, second]);
  expect(await apply()).toEqual([]);
  expect(await query('SELECT id FROM a')).toEqual([{ id: 'x;y' }]);
  const recorded = await query('SELECT migration_name, finished_at IS NOT NULL AS finished, applied_steps_count FROM _prisma_migrations ORDER BY 1');
  expect(recorded).toEqual([first, second].map((name) => ({ migration_name: name, finished: true, applied_steps_count: 1 })));
});

test('of several processes that start at once, one applies each migration', async () => {
  const applied = await Promise.all([apply(), apply(), apply(), apply()]);
  expect(applied.flat().sort()).toEqual([first, second]);
});

test('a migration that was changed after it was applied is refused', async () => {
  await apply();
  await write(first, 'CREATE TABLE other (id text PRIMARY KEY);');
  await expect(apply()).rejects.toThrow(ExplainedError);
  await expect(apply()).rejects.toThrow(/20260101000000_first was changed after .* Restore the file/);
});

test('line endings that git changed do not matter', async () => {
  await apply();
  await write(second, 'ALTER TABLE a ADD COLUMN b text;\r\nINSERT INTO a VALUES ($$x;y$$);');
  expect(await apply()).toEqual([]);
});

test('a failing migration leaves nothing, says where it fails, and is applied once corrected', async () => {
  await write(second, 'CREATE TABLE c (id text);\nSELECT nonsense;');
  await expect(apply()).rejects.toThrow(/20260102000000_second of postgresql:\/\/.* failed \(line 2\): column "nonsense" does not exist/);
  expect(await query(`SELECT to_regclass('c') AS c`)).toEqual([{ c: null }]);
  await write(second, 'CREATE TABLE c (id text);');
  expect(await apply()).toEqual([second]);
});

test('a statement that refuses transactions runs outside one; failing half-way, it asks for a decision', async () => {
  await write(second, 'CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);');
  expect(await apply()).toEqual([first, second]);
  const third = '20260103000000_third';
  await write(third, 'CREATE INDEX CONCURRENTLY broken ON a (missing);');
  await expect(apply()).rejects.toThrow(/third .* failed/);
  await expect(apply()).rejects.toThrow(/third .* failed half-way: .*"missing" does not exist.* migrate resolve --rolled-back 20260103000000_third/);
  await query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL');
  await write(third, 'CREATE INDEX CONCURRENTLY mended ON a (b);');
  await expect(apply()).rejects.toThrow(/column "b" does not exist/);
});

test('a folder that is missing, and a server that does not answer, are told clearly', async () => {
  await expect(applyMigrations(database.url, join(folder, 'nowhere'))).rejects.toThrow(/no migrations at .*nowhere.*db:new/);
  await expect(applyMigrations('postgresql://someone:secret@127.0.0.1:1/x', folder)).rejects.toThrow(
    'The database postgresql://someone@127.0.0.1:1/x cannot be used: nothing answers there; start PostgreSQL, or correct the address.',
  );
});
