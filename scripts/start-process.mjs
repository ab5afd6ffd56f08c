// npm run start:<process>: one of the processes in packages/launcher/src/processes/processes.ts, with its settings from the environment and `.env`.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import environment from '../packages/launcher/dist/processes/process-env.js';
import definitions from '../packages/launcher/dist/processes/processes.js';
import { envFile, main } from './environment.mjs';
import { root } from './workspace.mjs';

await main(([name]) => {
  const { settings, main: file } = definitions.processes[name];
  for (const [setting, value] of Object.entries(environment.processEnv(name, settings, process.env, envFile()))) {
    if (value === undefined) delete process.env[setting];
    else process.env[setting] = value;
  }
  createRequire(import.meta.url)(join(root, file));
});
