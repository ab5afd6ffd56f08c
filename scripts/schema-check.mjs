// npm run schema:check: composes, lints, and compares the schema with a base, weighed by who uses what. No service runs, nothing is fetched.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, run } from './workspace.mjs';

try {
  await run('tsc', ['-b', 'packages/contract']);
  const { runCheck } = createRequire(import.meta.url)(join(root, 'packages/contract/dist/check/command.js'));
  const write = (text) => console.log(text);
  process.exitCode = await runCheck(process.argv.slice(2), { root, inGithub: process.env.GITHUB_ACTIONS === 'true', write });
} catch (error) {
  console.error(error?.name === 'ExplainedError' ? error.message : error);
  process.exitCode = 2;
}
