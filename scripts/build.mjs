// Generated code, then compiled JavaScript. Both steps skip what is up to date.
import { generate } from './generate.mjs';
import { run } from './workspace.mjs';

try {
  await generate();
  await run('tsc', ['-b']);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
