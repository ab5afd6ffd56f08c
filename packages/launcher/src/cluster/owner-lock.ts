import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { processIdentity } from './os-process';

/** Takes the folder for this process, or says who has it. A lock whose process is gone counts for nothing. */
export async function takeOwnership(file: string, folder: string): Promise<() => void> {
  const mine = `${process.pid}\n${processIdentity(process.pid)}\n`;
  while (!createOnce(file, mine)) {
    const theirs = read(file);
    const pid = ownerAlive(theirs);
    if (pid !== undefined) {
      const who = pid === process.pid ? 'this process' : `process ${pid}`;
      throw new ExplainedError(
        `The data folder ${folder} is in use by ${who}. Stop that one first, or set EJAZZ_DATA_DIR to another folder to run a second Ejazz beside it.`,
      );
    }
    if (!clearStale(file, theirs)) await sleep(20);
  }
  return () => {
    if (read(file) === mine) rmSync(file, { force: true });
  };
}

/** A link appears with its content or not at all. */
function createOnce(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function ownerAlive(content: string): number | undefined {
  const [pid = '', identity] = content.split('\n');
  return identity && processIdentity(Number(pid)) === identity ? Number(pid) : undefined;
}

/** Of several starters only the one that makes the guard folder may remove the stale lock, and only if it still is that one. */
function clearStale(file: string, stale: string): boolean {
  const guard = `${file}.clearing`;
  try {
    mkdirSync(guard);
  } catch {
    if (Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 10_000) rmdirSync(guard);
    return false;
  }
  if (read(file) === stale) rmSync(file, { force: true });
  rmdirSync(guard);
  return true;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
