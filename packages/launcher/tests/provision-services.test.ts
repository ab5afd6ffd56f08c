import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseNames, provisionServices } from '@ejazz/launcher/cluster/provision-services';
import { withClient } from '@ejazz/platform/database/with-client';
import { testServerUrl } from '@ejazz/testing/postgres/test-database';

test('each service has a database and a role of its own, the bus too, and passwords last', async () => {
  const adminUrl = await testServerUrl();
  const folder = mkdtempSync(join(tmpdir(), 'ejazz-passwords-'));
  const file = join(folder, 'role-passwords.json');
  try {
    const urls = await provisionServices(adminUrl, file);
    expect(await provisionServices(adminUrl, file)).toEqual(urls);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const name of databaseNames) {
      const seen = await withClient(
        urls[name],
        'test',
        async (client) => (await client.query('SELECT current_database() AS db, current_user AS role')).rows,
      );
      expect(seen).toEqual([{ db: `ejazz_${name}`, role: `ejazz_${name}` }]);
    }
    const elsewhere = Object.assign(new URL(urls.feed), { pathname: '/ejazz_user' }).href;
    await expect(withClient(elsewhere, 'test', async () => undefined)).rejects.toThrow(/lacks the right/);
  } finally {
    await withClient(adminUrl, 'test', async (client) => {
      for (const name of databaseNames) {
        await client.query(`DROP DATABASE IF EXISTS ejazz_${name} WITH (FORCE)`);
        await client.query(`DROP ROLE IF EXISTS ejazz_${name}`);
      }
    });
    rmSync(folder, { recursive: true });
  }
});
