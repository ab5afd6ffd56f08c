import { execFileSync, spawnSync } from 'node:child_process';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** Whom PostgreSQL runs as: ourselves, or as root the OS user `postgres`, because it refuses to run as root. */
export interface OsUser {
  readonly uid?: number;
  readonly gid?: number;
}

export function databaseUser(): OsUser {
  if (process.getuid?.() !== 0) return {};
  const ids = idsOf('postgres') ?? createUser('postgres');
  if (!ids) {
    throw new ExplainedError(
      'PostgreSQL does not run as root, and the OS user "postgres" to run it as could not be created. ' +
        'Start Ejazz as an ordinary user, or create that user: useradd --system postgres',
    );
  }
  return ids;
}

/** Whether the user can enter this folder, all those above it included. */
export function canEnter(user: OsUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { ...user, cwd: '/' }).status === 0;
}

function createUser(name: string): OsUser | undefined {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  } catch {
    // Another start may have created it meanwhile.
  }
  return idsOf(name);
}

function idsOf(name: string): OsUser | undefined {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
