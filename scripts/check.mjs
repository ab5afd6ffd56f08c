// Everything that can be told without running the services, in one go; every fault is shown, not only the first.
import { spawnSync } from 'node:child_process';
import { generate } from './generate.mjs';
import { root } from './workspace.mjs';

const checks = [
  ['format and lint', 'node_modules/.bin/biome', ['ci', '--colors=off', '--error-on-warnings', '.']],
  ['types', 'node_modules/.bin/tsc', ['-b']],
  ['types of the console', 'node_modules/.bin/tsc', ['-p', 'console']],
  ['types of tests', 'node_modules/.bin/tsc', ['-p', 'tsconfig.tests.json']],
  ['schema', process.execPath, ['scripts/compose.mjs', '--check']],
  ['generated pages', process.execPath, ['scripts/reference.mjs', '--check']],
];

await generate();
const failed = checks.filter(([name, command, args]) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
