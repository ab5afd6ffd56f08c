import { ExplainedError } from '../lifecycle/explained-error';
import { part, type Service } from '../lifecycle/service';
import { withoutPassword } from './explain-database-error';
import { applyMigrations, pendingMigrations } from './migrate';

export interface MigrationSettings {
  readonly DATABASE_URL: string;
  readonly MIGRATE_ON_START: boolean;
}

/**
 * Comes before a service that runs as a process of its own: its database has every migration of `folder`. It refuses to start when some
 * are pending, instead of failing queries later; with MIGRATE_ON_START it applies them, and of several instances one does.
 */
export function migrated(service: string, { DATABASE_URL: url, MIGRATE_ON_START: apply }: MigrationSettings, folder: string): Service {
  const check = async () => {
    if (apply) return applyMigrations(url, folder);
    const { length } = await pendingMigrations(url, folder);
    if (length === 0) return;
    throw new ExplainedError(
      `${length === 1 ? '1 migration is' : `${length} migrations are`} pending in ${withoutPassword(url)}: ` +
        `run npm run migrate -- ${service}, or set MIGRATE_ON_START=true.`,
    );
  };
  return part('migrations', check, () => undefined);
}
