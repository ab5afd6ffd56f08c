// npm run db:migrate [-- <service>…]: applies the migrations that databases lack, as npm start does.
import { chosen, main, migrationsOf, source, withDatabases } from './databases.mjs';

await main(async (names) => {
  const { applyMigrations } = source('platform/database/migrate');
  await withDatabases(chosen(names), async (urls) => {
    for (const [service, url] of Object.entries(urls)) {
      const applied = await applyMigrations(url, migrationsOf(service));
      console.log(`${service}: ${applied.length > 0 ? `applied ${applied.join(', ')}` : 'up to date'}`);
    }
  });
});
