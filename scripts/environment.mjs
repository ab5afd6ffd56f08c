// What processes that run apart are told: the environment, and `.env` in the present folder where there is one.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The `.env` file's settings; none without the file. */
export const envFile = () => (existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {});

/** Runs a script's work; explained failures are told without a stack. */
export async function main(work) {
  try {
    await work(process.argv.slice(2));
  } catch (error) {
    console.error(['ExplainedError', 'EnvError'].includes(error?.name) ? error.message : error);
    process.exit(1);
  }
}
