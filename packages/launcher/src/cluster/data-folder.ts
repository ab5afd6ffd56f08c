import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { accessSync, chownSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Binaries } from './binaries';
import { canEnter, type OsUser } from './os-user';

/** What lies in a cluster's folder. */
export function layout(folder: string) {
  return {
    folder,
    data: join(folder, 'data'),
    owner: join(folder, 'owner'),
    running: join(folder, 'running.json'),
    superuserPassword: join(folder, 'superuser-password'),
    rolePasswords: join(folder, 'role-passwords.json'),
    log: join(folder, 'postgres.log'),
  };
}
export type Layout = ReturnType<typeof layout>;

const anotherFolder = 'Set EJAZZ_DATA_DIR to a folder where it can.';

export function prepareFolder(folder: string, user: OsUser): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ExplainedError(`The database cannot be kept in ${folder} (${(error as NodeJS.ErrnoException).code}). ${anotherFolder}`, {
      cause: error,
    });
  }
  if (canEnter(user, folder)) return;
  throw new ExplainedError(
    `Started as root, PostgreSQL runs as the OS user "postgres", which cannot reach ${folder}: a folder above it lets only its owner in. ${anotherFolder}`,
  );
}

/** Refuses what this PostgreSQL cannot use, and touches nothing. */
export function checkVersion({ data }: Layout, { major }: Binaries): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return;
  const version = existsSync(join(data, 'PG_VERSION')) ? readFileSync(join(data, 'PG_VERSION'), 'utf8').trim() : undefined;
  if (version === major) return;
  const found = version ? `holds data of PostgreSQL ${version}; this one is ${major}` : 'is not empty and holds no PostgreSQL data';
  throw new ExplainedError(
    `${data} ${found}. Nothing was changed. Move it away (dump it first with its own version if you need the data), or set EJAZZ_DATA_DIR to another folder.`,
  );
}

/** Creates the data folder unless it is there. It appears whole: an interrupted attempt leaves only a draft, which the next one removes. */
export async function initialise(at: Layout, binaries: Binaries, user: OsUser, durable: boolean): Promise<string> {
  for (const name of readdirSync(at.folder)) {
    if (name.startsWith('draft-')) rmSync(join(at.folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
  if (existsSync(join(at.data, 'PG_VERSION'))) return readPassword(at);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(at.superuserPassword, `${password}\n`, { mode: 0o600 });
  const draft = join(at.folder, `draft-${randomUUID()}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(draft, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    await initdb(binaries.initdb, ['-D', draft, `--pwfile=${passwordFile}`, ...(durable ? [] : passing)], user);
    renameSync(draft, at.data);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
  return password;
}

function readPassword({ superuserPassword, folder }: Layout): string {
  if (existsSync(superuserPassword)) return readFileSync(superuserPassword, 'utf8').trim();
  throw new ExplainedError(`${superuserPassword} is missing, so the database cannot be opened. Restore it, or delete ${folder} to begin anew.`);
}

/** Errors in English and independence of the caller's PG… variables. */
export const plainEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Of a cluster that is soon thrown away little of the log is kept, and none of it need reach the disk. */
const passing = ['--no-sync', '--wal-segsize=1'];

function initdb(command: string, where: readonly string[], user: OsUser): Promise<void> {
  const how = [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...where, ...how], { ...user, cwd: '/', env: plainEnvironment, stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new ExplainedError(`PostgreSQL could not create its data folder (${signal ?? `exit code ${code}`}): ${output.trim()}`));
    });
  });
}
