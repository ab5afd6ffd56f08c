import { randomUUID } from 'node:crypto';
import { type DatabaseGrant, provisionDatabase } from '@ejazz/platform/database/provision';
import { withClient } from '@ejazz/platform/database/with-client';
import { testServerUrl } from '@ejazz/testing/postgres/test-database';
import { escapeIdentifier } from 'pg';

let adminUrl: string;
const granted: DatabaseGrant[] = [];
beforeAll(async () => {
  adminUrl = await testServerUrl();
});
afterAll(() =>
  withClient(adminUrl, 'test', async (client) => {
    for (const { database, role } of granted) {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
      await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(role)}`);
    }
  }),
);

function grant(name = `p_${randomUUID()}`): DatabaseGrant {
  const made = { database: name, role: name, password: 'first' };
  granted.push(made);
  return made;
}
const urlOf = ({ database, role, password }: DatabaseGrant) =>
  Object.assign(new URL(adminUrl), { username: role, password: encodeURIComponent(password), pathname: `/${encodeURIComponent(database)}` }).href;
const query = (of: DatabaseGrant, sql: string) => withClient(urlOf(of), 'test', async (client) => (await client.query(sql)).rows);

test('the role owns its database, which sorts bytewise in UTF-8', async () => {
  const own = grant();
  await provisionDatabase(adminUrl, own);
  await query(own, 'CREATE TABLE t (id text); CREATE EXTENSION pg_trgm');
  expect(
    await query(
      own,
      'SELECT datcollate, datlocprovider, datlocale, pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = current_database()',
    ),
  ).toEqual([{ datcollate: 'C', datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' }]);
});

test('provisioning again keeps the data and takes over a new password', async () => {
  const own = grant();
  await provisionDatabase(adminUrl, own);
  await query(own, 'CREATE TABLE kept (id text)');
  const changed = { ...own, password: `it's "new" \\ %` };
  await provisionDatabase(adminUrl, changed);
  expect(await query(changed, `SELECT to_regclass('kept')::text AS kept`)).toEqual([{ kept: 'kept' }]);
  await expect(query(own, 'SELECT 1')).rejects.toThrow(/the password is wrong/);
});

test('several starts at once get along', async () => {
  const own = grant();
  await Promise.all([1, 2, 3, 4].map(() => provisionDatabase(adminUrl, own)));
  expect(await query(own, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test("a role cannot enter another's database", async () => {
  const [mine, theirs] = [grant(), grant()];
  await Promise.all([provisionDatabase(adminUrl, mine), provisionDatabase(adminUrl, theirs)]);
  await expect(query({ ...mine, database: theirs.database }, 'SELECT 1')).rejects.toThrow(/lacks the right/);
});

test('names and passwords are data, whatever they hold', async () => {
  const own = { ...grant(`odd "name' -- ${randomUUID()}`), password: `'); DROP ROLE postgres; --` };
  await provisionDatabase(adminUrl, own);
  expect(await query(own, 'SELECT current_user AS me')).toEqual([{ me: own.role }]);
});
