import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { layout } from './data-folder';
import { isPostmasterOf } from './postmaster';

/** `<folder>/running.json`: where scripts find the server of a running Ejazz. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

export function adminUrlFor(port: number, password: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Superuser address of the server that runs on this folder, if one does. */
export function runningAdminUrl(folder: string): string | undefined {
  try {
    const at = layout(realpathSync(folder));
    const { pid, port } = JSON.parse(readFileSync(at.running, 'utf8')) as RunningServer;
    return isPostmasterOf(at, pid) ? adminUrlFor(port, readFileSync(at.superuserPassword, 'utf8').trim()) : undefined;
  } catch {
    return undefined;
  }
}

export function announceRunning(folder: string, server: RunningServer): void {
  const { running } = layout(folder);
  writeFileSync(`${running}.draft`, `${JSON.stringify(server)}\n`);
  renameSync(`${running}.draft`, running);
}

export function withdrawRunning(folder: string): void {
  rmSync(layout(folder).running, { force: true });
}
