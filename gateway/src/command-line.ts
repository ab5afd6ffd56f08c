import { parseArgs } from 'node:util';
import { EnvError, type EnvSource } from '@ejazz/platform/env/define-env';
import { gatewaySettings } from './env';

/** Secrets stay out of command lines, where every process of the machine can read them. */
const settings = Object.entries(gatewaySettings).filter(([, { secret }]) => !secret);
const flagOf = (setting: string) => setting.toLowerCase().replaceAll('_', '-');

export const usage = `npm run gateway -- [flags]

Serves the supergraph of a file or URL. Flags win over the environment variables of the same name.

${settings.map(([name, { describe }]) => `  --${`${flagOf(name)} …`.padEnd(32)}${describe}`).join('\n')}
  --help                            this text
`;

/** The gateway's settings from its flags and its environment; undefined when only help was asked for. */
export function readCommandLine(args: readonly string[], source: EnvSource): EnvSource | undefined {
  const given = readFlags(args);
  if (given.help) return undefined;
  const flags = settings.flatMap(([name]) => {
    const value = given[flagOf(name)];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { ...source, ...Object.fromEntries(flags) };
}

function readFlags(args: readonly string[]): Record<string, unknown> {
  const options = Object.fromEntries(settings.map(([name]) => [flagOf(name), { type: 'string' as const }]));
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } }, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new EnvError([`${error instanceof Error ? error.message : error} (npm run gateway -- --help lists the flags)`]);
  }
}
