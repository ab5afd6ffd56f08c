import type { Setting, Settings } from './define-env';

/** docs/settings.md: every setting of every process. */
export function settingsPage(processes: Readonly<Record<string, Settings>>): string {
  const sections = Object.entries(processes).map(([name, settings]) => {
    const rows = Object.entries(settings).map(([key, setting]) => `| \`${key}\` | ${fallbackOf(setting)} | ${setting.describe} |`);
    return `## ${name}\n\n| setting | default | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Settings

Read from the environment when a process starts. Absent means the default; malformed means that the process refuses to start
and names every fault at once. \`npm start\` sets those of the services itself.

${sections.join('\n')}`;
}

function fallbackOf(setting: Setting<unknown>): string {
  if (setting.unless) return `required without \`${setting.unless}\``;
  const parsed = setting.type.safeParse(undefined);
  if (!parsed.success) return 'required';
  if (parsed.data === undefined || parsed.data === '') return '–';
  const value = parsed.data instanceof Map ? [...parsed.data].join(',') : String(parsed.data);
  return value === '' ? '–' : `\`${value}\``;
}
