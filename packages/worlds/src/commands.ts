import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoSize } from '@ejazz/demo/world';
import { layout } from '@ejazz/launcher/cluster/data-folder';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import { signalQuietly, stopOrphan } from '@ejazz/launcher/cluster/postmaster';
import { projectRoot } from '@ejazz/launcher/project-root';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { freeBlock } from './free-block';
import { provideTemplate } from './template';
import { folderOf, runningWorld, type WorldRecord, worldNames } from './world-folder';

export interface Worlds {
  /** A world of its own, ready. */
  create(name: string): Promise<WorldRecord>;
  /** The world as it was when created; started again where it had stopped. */
  reset(name: string): Promise<WorldRecord>;
  /** Ends it and removes everything of it. */
  drop(name: string): Promise<void>;
  list(): { readonly name: string; readonly running: WorldRecord | undefined }[];
}

/** The test worlds of one folder. */
export function openWorlds(worlds: string, size?: DemoSize): Worlds {
  const list = () => worldNames(worlds).map((name) => ({ name, running: runningWorld(join(worlds, name)) }));

  async function begin(folder: string): Promise<WorldRecord> {
    const template = await provideTemplate({ worlds, size });
    const port = await freeBlock(new Set(list().flatMap(({ running }) => running?.port ?? [])));
    return startProcess(folder, template, port);
  }

  async function end(folder: string): Promise<void> {
    const running = runningWorld(folder);
    if (running) {
      signalQuietly(running.pid, 'SIGTERM');
      while (processIdentity(running.pid) === running.identity) await sleep(20);
    }
    // Of a world that was killed the PostgreSQL may have stayed.
    await stopOrphan(layout(join(folder, 'postgres')));
  }

  return {
    list,
    async create(name) {
      const folder = folderOf(worlds, name);
      mkdirSync(worlds, { recursive: true, mode: 0o755 });
      try {
        mkdirSync(folder, { mode: 0o755 });
      } catch {
        throw new ExplainedError(`There is a world ${name} already: npm run world -- reset ${name}, or drop ${name}.`);
      }
      try {
        return await begin(folder);
      } catch (error) {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
        throw error;
      }
    },
    async reset(name) {
      const folder = known(worlds, name);
      const running = runningWorld(folder);
      if (!running) {
        await end(folder);
        return begin(folder);
      }
      const answer = await fetch(`${running.control}/reset`, { method: 'POST', headers: { authorization: `Bearer ${running.key}` } });
      if (!answer.ok) throw new ExplainedError(`The world ${name} could not be reset; ${join(folder, 'world.log')} says why.`);
      return running;
    },
    async drop(name) {
      const folder = known(worlds, name);
      await end(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function known(worlds: string, name: string): string {
  const folder = folderOf(worlds, name);
  if (!worldNames(worlds).includes(name))
    throw new ExplainedError(`There is no world ${name}. There are: ${worldNames(worlds).join(', ') || 'none'}.`);
  return folder;
}

/** A process that outlives this one; resolves when the world is ready. */
async function startProcess(folder: string, template: string, port: number): Promise<WorldRecord> {
  const logFile = join(folder, 'world.log');
  const log = openSync(logFile, 'w', 0o600);
  const main = join(projectRoot, 'packages/worlds/dist/main.js');
  const child = spawn(process.execPath, [main, '--folder', folder, '--template', template, '--port', String(port)], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  for (;;) {
    const record = runningWorld(folder);
    if (record?.pid === child.pid) return record as WorldRecord;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new ExplainedError(`The world did not start:\n${readFileSync(logFile, 'utf8').trim()}`);
    await sleep(20);
  }
}
