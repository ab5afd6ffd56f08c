import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Binaries } from './binaries';
import { type Layout, plainEnvironment } from './data-folder';
import { processArguments } from './os-process';
import type { OsUser } from './os-user';

export interface ServerSettings {
  readonly port: number;
  readonly durable: boolean;
  readonly maxConnections: number;
}

/** Starts the server and waits until it accepts connections. */
export async function startPostmaster(at: Layout, binaries: Binaries, user: OsUser, settings: ServerSettings): Promise<ChildProcess> {
  // To a file and not a pipe: a server that outlives us must not fail for want of a reader.
  const log = openSync(at.log, 'w', 0o600);
  const child = spawn(binaries.postgres, ['-D', at.data, ...flags(settings)], {
    ...user,
    cwd: '/',
    env: plainEnvironment,
    stdio: ['ignore', log, log],
    // A process group of its own: Ctrl-C reaches us alone, and we stop the server after the services have drained.
    detached: true,
  });
  closeSync(log);
  child.unref();
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  await Promise.race([failed, ready(child, at)]);
  return child;
}

function flags({ port, durable, maxConnections }: ServerSettings): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: maxConnections,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function ready(child: ChildProcess, at: Layout): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (child.exitCode === null && child.signalCode === null) {
    const file = readPostmasterFile(at);
    if (file?.pid === child.pid && file?.status === 'ready') return;
    if (Date.now() > deadline) child.kill('SIGQUIT');
    await sleep(5);
  }
  throw new StartFailure(readFileSync(at.log, 'utf8').trim(), at.log);
}

/** The server ended before it was ready; `output` is what it said. */
export class StartFailure extends ExplainedError {
  constructor(
    readonly output: string,
    file: string,
  ) {
    super(`PostgreSQL did not start; ${file} says:\n${output.split('\n').slice(-12).join('\n')}`);
  }
  get portInUse(): boolean {
    return /could not bind|Address already in use/i.test(this.output);
  }
  /** Backends of a killed server live on for a moment. */
  get predecessorStillEnding(): boolean {
    return this.output.includes('pre-existing shared memory block');
  }
}

/** PostgreSQL's own note on the server that uses the data folder. */
export function readPostmasterFile({ data }: Layout): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return undefined;
  }
}

export function isPostmasterOf({ data }: Layout, pid: number): boolean {
  const command = processArguments(pid);
  return command.includes('postgres') && command.includes(`-D ${data} `);
}

/** Stops the server that a killed predecessor left behind. Call it only as the folder's owner. */
export async function stopOrphan(at: Layout): Promise<number | undefined> {
  const pid = readPostmasterFile(at)?.pid;
  if (!pid) return undefined;
  if (!isPostmasterOf(at, pid)) {
    // The server is gone, but PostgreSQL would refuse while any process has its number (a zombie in a container, say).
    if (processExists(pid)) rmSync(join(at.data, 'postmaster.pid'), { force: true });
    return undefined;
  }
  await endServer(pid, () => isPostmasterOf(at, pid));
  return pid;
}

/** Fast shutdown; after ten seconds an immediate one, from which the next start recovers. */
export async function endServer(pid: number, alive: () => boolean): Promise<void> {
  const signals: [NodeJS.Signals, number][] = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 6_000],
    ['SIGKILL', 2_000],
  ];
  for (const [signal, patience] of signals) {
    signalQuietly(pid, signal);
    for (const until = Date.now() + patience; Date.now() < until; await sleep(5)) {
      if (!alive()) return;
    }
  }
  throw new ExplainedError(`PostgreSQL (process ${pid}) does not end. Stop it by hand: kill -9 ${pid}`);
}

function processExists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
