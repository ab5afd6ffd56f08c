import type { Setting } from '@ejazz/platform/env/define-env';
import { ownName, ownSettings } from './process-env';
import { type ProcessName, processes, processNames } from './processes';

/**
 * `.env.example`: what `npm run start:…` and `docker compose` read from `.env`. With `values`, the settings named there are filled in.
 * What is required stands open, what has a default is a comment.
 */
export function envExample(values: Readonly<Record<string, string>> = {}): string {
  const shared = settingsOf(processNames).filter(([name]) => !ownSettings.includes(name) && usersOf(name).length > 1);
  const sections = [
    section('every process that has the setting', shared, values),
    ...processNames.map((process) => {
      const settings = settingsOf([process]).filter(([name]) => ownSettings.includes(name) || usersOf(name).length === 1);
      const named = settings.map(([name, setting]): Named => [ownSettings.includes(name) ? ownName(name, process) : name, setting]);
      return section(process, named, values);
    }),
    `# --- containers alone ---\n\n# password of PostgreSQL's superuser, who makes a role and a database for each service\n${line('POSTGRES_PASSWORD', values)}\n`,
  ];
  return `# Settings of processes that run apart: npm run start:…, npm run migrate and docker compose read them from .env.
# npm run --silent secrets > .env   makes this file with every secret filled in, for docker compose.
# A secret alone: node -p "crypto.randomBytes(32).toString('base64url')"
# Keys VIEWER_KEY_… follow from VIEWER_SECRET: npm run secrets derives them. What they mean: docs/settings.md, docs/operations.md

${sections.join('\n')}`;
}

type Named = readonly [name: string, setting: Setting<unknown>];

const settingsOf = (names: readonly ProcessName[]): Named[] => [...new Map(names.flatMap((name) => Object.entries(processes[name].settings)))];
const usersOf = (setting: string) => processNames.filter((name) => setting in processes[name].settings);

function section(title: string, settings: readonly Named[], values: Readonly<Record<string, string>>): string {
  const entries = settings.map(([name, setting]) => {
    const need = setting.unless ? `; needed without ${setting.unless}` : '';
    return `# ${setting.describe}${need}\n${line(name, values, setting)}`;
  });
  return `# --- ${title} ---\n\n${entries.join('\n')}\n`;
}

function line(name: string, values: Readonly<Record<string, string>>, setting?: Setting<unknown>): string {
  const value = values[name];
  if (value !== undefined) return `${name}=${value}`;
  const fallback = setting?.type.safeParse(undefined);
  if (!fallback?.success) return `${name}=`;
  return `# ${name}=${fallback.data instanceof Map ? '' : (fallback.data ?? '')}`;
}
