import { parseArgs } from 'node:util';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Worlds } from './commands';
import type { WorldRecord } from './world-folder';

export const worldUsage = `npm run world -- create NAME   an Ejazz of its own, with the demo people, for one front end's tests
npm run world -- reset NAME    as it was when created
npm run world -- drop NAME     ends it and removes everything
npm run world -- list

  --json   for programs
`;

/** Does what the command line says; returns what to print. */
export async function runWorldCommand(args: readonly string[], worlds: Worlds): Promise<string> {
  const { positionals, values } = readArguments(args);
  const [command, name, ...more] = positionals;
  const print = (value: unknown, text: string) => (values.json ? JSON.stringify(value, null, 2) : text);
  if (command === 'list' && name === undefined) {
    const known = worlds.list();
    return print(
      known.map(({ name, running }) => ({ name, running: running ?? null })),
      known.map(listLine).join('\n') || 'There are no worlds.',
    );
  }
  if (name === undefined || more.length > 0) throw new ExplainedError(worldUsage);
  if (command === 'drop') {
    await worlds.drop(name);
    return print({ name }, `World ${name} is gone.`);
  }
  if (command !== 'create' && command !== 'reset') throw new ExplainedError(worldUsage);
  const begun = performance.now();
  const world = await worlds[command](name);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  const { url, control, key } = world;
  return print({ name, url, control, key }, readyText(world, seconds));
}

const listLine = ({ name, running }: ReturnType<Worlds['list']>[number]): string => `${name}  ${running ? running.url : 'stopped'}`;

const readyText = ({ name, url, control, key }: WorldRecord, seconds: string): string => `
  World ${name} is ready   ${url}   (${seconds} s)

  Control   ${control}   /clock, /events, /reset
  Key       authorization: Bearer ${key}
`;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } });
  } catch (error) {
    throw new ExplainedError(`${error instanceof Error ? error.message : error}\n\n${worldUsage}`, { cause: error });
  }
}
