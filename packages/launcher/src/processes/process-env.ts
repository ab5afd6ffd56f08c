import type { EnvSource, Settings } from '@ejazz/platform/env/define-env';

/** What every process has, and each must have of its own: in a `.env` for all of them it ends in the process's name, as in `PORT_USER`. */
export const ownSettings: readonly string[] = ['PORT', 'DATABASE_URL', 'VIEWER_KEY'];

export const ownName = (setting: string, process: string) => `${setting}_${process.toUpperCase()}`;

/** The settings of one process out of those of all. The environment wins over the file, a process's own name over the plain one. */
export function processEnv(process: string, settings: Settings, environment: EnvSource, file: EnvSource): EnvSource {
  const read = (setting: string) => {
    const names = ownSettings.includes(setting) ? [ownName(setting, process), setting] : [setting];
    return [environment, file].flatMap((source) => names.map((name) => source[name])).find((value) => value !== undefined && value !== '');
  };
  return Object.fromEntries(Object.keys(settings).map((setting) => [setting, read(setting)]));
}
