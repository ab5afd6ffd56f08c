import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layout } from '@ejazz/launcher/cluster/data-folder';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import { isPostmasterOf, readPostmasterFile, signalQuietly } from '@ejazz/launcher/cluster/postmaster';

const prefix = 'ejazz-test-postgres-';

/** A folder of this process; the OS user `postgres` may pass through it when we are root. */
export function testFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Ends a server that still runs there, and removes everything. Synchronous, because a process that exits has no later. */
export function removeFolder(folder: string): void {
  const at = layout(folder);
  const pid = readPostmasterFile(at)?.pid;
  if (pid && isPostmasterOf(at, pid)) {
    signalQuietly(pid, 'SIGQUIT');
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let waited = 0; isPostmasterOf(at, pid) && waited < 5_000; waited += 10) Atomics.wait(pause, 0, 0, 10);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What earlier runs left because they were killed. */
export function removeLeftovers(): void {
  const tmp = realpathSync(tmpdir());
  for (const name of readdirSync(tmp)) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid && !processIdentity(Number(pid))) removeFolder(join(tmp, name));
  }
}
