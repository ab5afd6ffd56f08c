import { withClient } from '@ejazz/platform/database/with-client';
import { createTestDatabase, testServerUrl } from './test-database';

const databasesLike = async (name: string) =>
  withClient(await testServerUrl(), 'test', async (client) => (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount);

test('a test database is its own, and gone once dropped', async () => {
  const [one, other] = await Promise.all([createTestDatabase('bus'), createTestDatabase('bus')]);
  await withClient(one.url, 'test', (client) => client.query('CREATE TABLE mine (id text)'));
  const seen = await withClient(other.url, 'test', async (client) => (await client.query(`SELECT to_regclass('mine') AS mine`)).rows);
  expect(seen).toEqual([{ mine: null }]);
  await Promise.all([one.drop(), other.drop()]);
  expect(await databasesLike(new URL(one.url).pathname.slice(1))).toBe(0);
});

test('text sorts bytewise, as ids do in code', async () => {
  const database = await createTestDatabase('bus');
  const sorted = await withClient(
    database.url,
    'test',
    async (client) => (await client.query(`SELECT v FROM unnest(ARRAY['a', 'B', 'ä', 'b']) v ORDER BY v`)).rows,
  );
  expect(sorted.map(({ v }) => v)).toEqual(['B', 'a', 'b', 'ä']);
  await database.drop();
});
