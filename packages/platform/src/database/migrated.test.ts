import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { pendingMigrations } from '@ejazz/platform/database/migrate';
import { migrated } from '@ejazz/platform/database/migrated';
import { createTestDatabase, type TestDatabase } from '@ejazz/testing/postgres/test-database';

const folder = join(projectRoot, 'prisma/post/migrations');
let database: TestDatabase;
beforeEach(async () => {
  // An empty one.
  database = await createTestDatabase('bus');
});
afterEach(() => database.drop());

const starting = (MIGRATE_ON_START: boolean) => migrated('post', { DATABASE_URL: database.url, MIGRATE_ON_START }, folder).start();

test('a service with pending migrations refuses to start, says what to run, and leaves the database alone', async () => {
  const { length } = await pendingMigrations(database.url, folder);
  await expect(starting(false)).rejects.toThrow(
    new RegExp(`^${length} migrations? (is|are) pending in postgresql://postgres@.*: run npm run migrate -- post, or set MIGRATE_ON_START=true\\.$`),
  );
  expect(await pendingMigrations(database.url, folder)).toHaveLength(length);
});

test('told to migrate on start, several instances may start at once', async () => {
  await Promise.all([starting(true), starting(true), starting(true)]);
  expect(await pendingMigrations(database.url, folder)).toEqual([]);
  await starting(false);
});
