import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What tells a process from a later one with the same number; undefined when there is none (or only a zombie). */
export function processIdentity(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart');
  const stat = readQuietly(`/proc/${pid}/stat`);
  if (!stat) return undefined;
  // The name in parentheses may hold anything; the fields after it start with the state. The 20th is the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : `${readQuietly('/proc/sys/kernel/random/boot_id')?.trim()} ${fields[19]}`;
}

export function processArguments(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command') ?? '';
  return readQuietly(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '';
}

function readQuietly(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
  } catch {
    return undefined;
  }
}
