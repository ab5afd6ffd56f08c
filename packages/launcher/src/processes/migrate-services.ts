import { join } from 'node:path';
import { applyMigrations } from '@ejazz/platform/database/migrate';
import { type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { projectRoot } from '../project-root';
import { serviceNames } from '../services/service-names';
import { ownName } from './process-env';

const migratable: readonly string[] = serviceNames;

export interface MigratedService {
  readonly service: string;
  readonly applied: readonly string[];
}

/**
 * Brings the databases of the named services (of all, when none is named) up to date; several may do so at once. Each is where
 * DATABASE_URL_<SERVICE> says; for a single named service DATABASE_URL does too.
 */
export async function migrateServices(named: readonly string[], source: EnvSource): Promise<MigratedService[]> {
  const unknown = named.find((name) => !migratable.includes(name));
  if (unknown !== undefined) throw new ExplainedError(`There is no service "${unknown}" with a database. There are: ${migratable.join(', ')}`);
  const services = named.length > 0 ? named : migratable;
  const urls = readEnv(
    Object.fromEntries(services.map((name) => [ownName('DATABASE_URL', name), setting.requiredDatabaseUrl(`the database of ${name}`)])),
    named.length === 1 && source.DATABASE_URL ? { [ownName('DATABASE_URL', named[0] ?? '')]: source.DATABASE_URL, ...source } : source,
  );
  return Promise.all(
    services.map(async (service) => ({
      service,
      applied: await applyMigrations(urls[ownName('DATABASE_URL', service)] ?? '', join(projectRoot, 'prisma', service, 'migrations')),
    })),
  );
}
