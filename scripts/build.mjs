// Generated code, then compiled JavaScript. Both steps skip what is up to date. `node scripts/build.mjs` builds and checks all;
// `node scripts/build.mjs FOLDER` only what that workspace runs on, its types unchecked: a start need not wait for what `npm run check` says.
import { generate } from './generate.mjs';
import { run } from './workspace.mjs';

const [workspace] = process.argv.slice(2);
try {
  await generate();
  await run('tsc', workspace ? ['-b', workspace, '--noCheck', '--singleThreaded'] : ['-b']);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
