import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseNames } from '@ejazz/launcher/cluster/provision-services';
import { makeSecrets } from '@ejazz/launcher/processes/secrets';
import { projectRoot } from '@ejazz/launcher/project-root';
import { withClient } from '@ejazz/platform/database/with-client';
import { testServerUrl } from '@ejazz/testing/postgres/test-database';

const run = promisify(execFile);
/** Names of this test alone, because the test server is shared. */
const suffix = `_${randomUUID().slice(0, 8)}`;
let adminUrl: string;
let folder: string;
let urls: Record<string, string>;

beforeAll(async () => {
  adminUrl = await testServerUrl();
  folder = await mkdtemp(join(tmpdir(), 'ejazz-psql-'));
  await symlink(join(projectRoot, 'scripts/containers/psql.cjs'), join(folder, 'psql'));
  const made = Object.entries(makeSecrets(new URL(adminUrl).host)).filter(([, value]) => value.startsWith('postgresql:'));
  urls = Object.fromEntries(made.map(([name, value]) => [name, value.replaceAll(/ejazz_\w+/g, (owned) => `${owned}${suffix}`)]));
});

afterAll(async () => {
  await withClient(adminUrl, 'test', async (client) => {
    for (const url of Object.values(urls)) {
      const { username } = new URL(url);
      await client.query(`DROP DATABASE IF EXISTS "${username}" WITH (FORCE)`);
      await client.query(`DROP ROLE IF EXISTS "${username}"`);
    }
  });
  await rm(folder, { recursive: true });
});

const create = (env: Record<string, string>) =>
  run('sh', ['deploy/postgres/create-databases.sh'], {
    cwd: projectRoot,
    env: { PATH: `${folder}:${process.env.PATH}`, TEST_ADMIN_URL: adminUrl, POSTGRES_USER: 'postgres', ...env },
  });

test('a new PostgreSQL gets a role and a database for each address of the made secrets, which no other role may enter', async () => {
  const { BUS_URL = '', ...services } = urls;
  await create({ ...services, BUS_URL });
  expect(Object.keys(urls)).toHaveLength(databaseNames.length);
  for (const url of Object.values(urls)) {
    const name = new URL(url).username;
    const seen = await withClient(url, 'test', async (client) => {
      await client.query('CREATE TABLE mine (id text)');
      const sql = `SELECT current_user AS role, datcollate AS collation, datlocale AS locale FROM pg_database WHERE datname = current_database()`;
      return (await client.query(sql)).rows;
    });
    expect(seen).toEqual([{ role: name, collation: 'C', locale: 'C.UTF-8' }]);
  }
  const elsewhere = Object.assign(new URL(urls.DATABASE_URL_FEED ?? ''), { pathname: new URL(BUS_URL).pathname }).href;
  await expect(withClient(elsewhere, 'test', async () => undefined)).rejects.toThrow(/lacks the right/);
});

test('a missing address is an error, and not a database without a name', async () => {
  const { DATABASE_URL_POST: _, ...others } = urls;
  await expect(create(others)).rejects.toThrow();
});
