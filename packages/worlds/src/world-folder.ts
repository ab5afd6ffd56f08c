import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import type { Steps } from '@ejazz/launcher/start/steps';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** What a running world says of itself in `world.json`. */
export interface WorldRecord {
  readonly name: string;
  readonly pid: number;
  /** Tells the process from a later one with the same number. */
  readonly identity: string;
  /** The endpoint for clients. */
  readonly url: string;
  /** Where clock, events and reset are. */
  readonly control: string;
  /** What the control asks for: `authorization: Bearer …`. */
  readonly key: string;
  /** Port of the gateway, the first of the world's. */
  readonly port: number;
  /** What its start took. */
  readonly steps: Steps['taken'];
}

/** Where worlds are kept: below EJAZZ_DATA_DIR, or below `.ejazz` in the project. */
export const worldsFolder = (root: string, dataDir: string | undefined): string => join(dataDir ? resolve(dataDir) : join(root, '.ejazz'), 'worlds');

/** @throws ExplainedError when a world cannot be called that */
export function folderOf(worlds: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name)) {
    throw new ExplainedError(`A world is named by up to 41 small letters, digits and dashes, a dash not first; "${name}" is not.`);
  }
  return join(worlds, name);
}

export const worldNames = (worlds: string): string[] => {
  try {
    return readdirSync(worlds)
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
};

export const recordFile = (folder: string): string => join(folder, 'world.json');

export function writeRecord(folder: string, record: WorldRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${recordFile(folder)}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${recordFile(folder)}.draft`, recordFile(folder));
}

/** The world that runs in the folder; undefined when none does. */
export function runningWorld(folder: string): WorldRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(recordFile(folder), 'utf8')) as WorldRecord;
    return processIdentity(record.pid) === record.identity ? record : undefined;
  } catch {
    return undefined;
  }
}
