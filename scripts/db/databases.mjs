// Which databases there are, and how to reach them: DATABASE_URL_<SERVICE> where set, else the embedded PostgreSQL.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../workspace.mjs';
import './typescript.cjs';
import { openEngine } from './wasm-engine.mjs';

/** Loads a TypeScript module of a package: `source('launcher/cluster/cluster')`. */
export const source = (path) => createRequire(import.meta.url)(join(root, 'packages', path.replace('/', '/src/')));

export const prismaFolder = join(root, 'prisma');
export const services = readdirSync(prismaFolder).filter((name) => existsSync(join(prismaFolder, name, 'schema.prisma')));
export const migrationsOf = (service) => join(prismaFolder, service, 'migrations');

/** The services named on the command line, or all. */
export function chosen(names) {
  const unknown = names.filter((name) => !services.includes(name));
  if (unknown.length > 0) throw explained(`There is no prisma/${unknown[0]}/schema.prisma. Services with a database: ${services.join(', ')}`);
  return names.length > 0 ? names : services;
}

export function explained(message) {
  const { ExplainedError } = source('platform/lifecycle/explained-error');
  return new ExplainedError(message);
}

/** Superuser address of the embedded server: of the running Ejazz's, or of one that is started for this work alone. */
export async function withEmbeddedServer(work) {
  const { clusterFolder } = source('launcher/cluster/cluster-folder');
  const { runningAdminUrl } = source('launcher/cluster/running');
  const folder = clusterFolder(process.env.EJAZZ_DATA_DIR);
  const running = runningAdminUrl(folder);
  if (running) return work(running, folder);
  const { createCluster } = source('launcher/cluster/cluster');
  const { createLogger } = source('platform/log/logger');
  const cluster = createCluster({ folder, port: 0, durable: true, log: createLogger('postgres', 'warn') });
  await cluster.start();
  try {
    return await work(cluster.adminUrl, folder);
  } finally {
    await cluster.stop();
  }
}

/** Calls `work` with the address of each service's database. */
export async function withDatabases(names, work) {
  const own = Object.fromEntries(names.map((name) => [name, process.env[`DATABASE_URL_${name.toUpperCase()}`]]));
  if (names.every((name) => own[name])) return work(own);
  return withEmbeddedServer(async (adminUrl, folder) => {
    const { provisionServices } = source('launcher/cluster/provision-services');
    const { layout } = source('launcher/cluster/data-folder');
    const embedded = await provisionServices(adminUrl, layout(folder).rolePasswords);
    return work(Object.fromEntries(names.map((name) => [name, own[name] || embedded[name]])));
  });
}

export const lockFile = 'migration_lock.toml';
export const lock = 'provider = "postgresql"\n';

/**
 * SQL that takes what a service's migrations make to what its schema.prisma says; undefined when they agree.
 * The engine replays the migrations in a database that it creates for the moment, so `url` needs the right to.
 */
export async function schemaChanges(url, folder) {
  const path = join(folder, 'schema.prisma');
  const baseDir = join(folder, 'migrations');
  const read = (file) => readFileSync(join(baseDir, file), 'utf8');
  const names = existsSync(baseDir) ? readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : [];
  const { engine, close } = await openEngine(url);
  const difference = engine.diff({
    from: {
      tag: 'migrations',
      baseDir,
      lockfile: { path: lockFile, content: lock },
      shadowDbInitScript: '',
      migrationDirectories: names
        .map(({ name }) => name)
        .sort()
        .map((name) => ({ path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: read(join(name, 'migration.sql')) } } })),
    },
    to: { tag: 'schemaDatamodel', files: [{ path, content: readFileSync(path, 'utf8') }] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  const { exitCode, stdout } = await difference.finally(close);
  return exitCode === 2 ? stdout : undefined;
}

/** Runs a script's work; explained failures are told without a stack. */
export async function main(work) {
  try {
    await work(process.argv.slice(2));
  } catch (error) {
    console.error(error?.name === 'ExplainedError' ? error.message : error);
    process.exit(1);
  }
}
