import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processArguments, processIdentity } from '@ejazz/launcher/cluster/os-process';

const prefix = 'ejazz-test-redis-';
export const pidFile = 'redis.pid';

/** A folder of this process, after what killed runs left behind is removed. */
export function redisFolder(): string {
  const tmp = realpathSync(tmpdir());
  for (const name of readdirSync(tmp)) {
    const [, owner] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
    if (owner && !processIdentity(Number(owner))) removeRedisFolder(join(tmp, name));
  }
  return mkdtempSync(join(tmp, `${prefix}${process.pid}-`));
}

/** Ends a server that still runs there, and removes everything. */
export function removeRedisFolder(folder: string): void {
  try {
    const pid = Number(readFileSync(join(folder, pidFile), 'utf8'));
    if (processArguments(pid).includes('redis-server')) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, and taken its pid file along.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
