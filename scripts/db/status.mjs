// npm run db:status [-- <service>…]: which migrations databases lack, and which schemas have changes without a migration.
// Exits with 1 if there is anything to do.
import { join } from 'node:path';
import { chosen, main, migrationsOf, prismaFolder, schemaChanges, source, withDatabases, withEmbeddedServer } from './databases.mjs';

await main(async (names) => {
  const { pendingMigrations } = source('platform/database/migrate');
  const todo = [];
  await withDatabases(chosen(names), async (urls) => {
    for (const [service, url] of Object.entries(urls)) {
      const pending = await pendingMigrations(url, migrationsOf(service));
      if (pending.length > 0) todo.push(`${service}: to be applied (npm run db:migrate -- ${service}): ${pending.join(', ')}`);
    }
  });
  await withEmbeddedServer(async (url) => {
    for (const service of chosen(names)) {
      const changes = await schemaChanges(url, join(prismaFolder, service));
      if (changes) todo.push(`${service}: schema.prisma has changes without a migration (npm run db:new -- ${service} <name>):\n${changes}`);
    }
  });
  console.log(todo.length > 0 ? todo.join('\n') : `up to date: ${chosen(names).join(', ')}`);
  if (todo.length > 0) process.exitCode = 1;
});
