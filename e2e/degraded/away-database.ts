import { withClient } from '@ejazz/platform/database/with-client';
import { testServerUrl } from '@ejazz/testing/postgres/test-database';

/** Takes a database away: connections are cut and new ones refused, until the returned function is called. */
export async function awayDatabase(url: string): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1);
  const server = await testServerUrl();
  const run = (...statements: readonly string[]) =>
    withClient(server, 'ejazz test', async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  await run(
    `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
  );
  return () => run(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
}
