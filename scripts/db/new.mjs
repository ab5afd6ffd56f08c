// npm run db:new -- <service> <name>: writes the migration that takes the database from its migrations to its schema.prisma.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../workspace.mjs';
import { chosen, explained, lock, lockFile, main, prismaFolder, schemaChanges, withEmbeddedServer } from './databases.mjs';

const usage = 'Usage: npm run db:new -- <service> <name> [--empty, to write the SQL by hand] [--folder <instead of prisma/service>]';

await main(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { folder: { type: 'string' }, empty: { type: 'boolean' } } });
  const [service, ...words] = positionals;
  if (!service || words.length === 0) throw explained(usage);
  const folder = values.folder ? resolve(values.folder) : join(prismaFolder, chosen([service])[0]);
  const sql = values.empty ? '' : await withEmbeddedServer((url) => schemaChanges(url, folder));
  if (sql === undefined) return console.log('The migrations match schema.prisma already.');
  const file = writeMigration(join(folder, 'migrations'), words, sql);
  console.log(`${relative(root, file)} is written. Read it, then: npm run db:migrate -- ${service}`);
});

function writeMigration(migrations, words, sql) {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(
    migrations,
    `${stamp}_${words
      .join('_')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')}`,
  );
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(migrations, lockFile))) writeFileSync(join(migrations, lockFile), lock);
  writeFileSync(join(folder, 'migration.sql'), sql);
  return join(folder, 'migration.sql');
}
