// Composes supergraph.graphql from supergraph.yaml. With --check: fails when the committed file is not what would be composed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, run } from './workspace.mjs';

const target = join(root, 'supergraph.graphql');

try {
  await run('tsc', ['-b', 'packages/platform', 'gateway']);
  const { composeFile } = createRequire(import.meta.url)(join(root, 'gateway/dist/supergraph/compose.js'));
  const sdl = composeFile(join(root, 'supergraph.yaml'));
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (committed === sdl) console.log('supergraph.graphql is up to date');
  else if (process.argv.includes('--check')) throw new Error('supergraph.graphql is stale: run npm run compose and commit the result');
  else {
    writeFileSync(target, sdl);
    console.log('supergraph.graphql written');
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
