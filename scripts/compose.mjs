// Composes supergraph.graphql from supergraph.yaml. With --check: fails when the committed file is not what would be composed.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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
    // Moved into place: a gateway that looks meanwhile sees no half of it.
    writeFileSync(`${target}.new`, sdl);
    renameSync(`${target}.new`, target);
    console.log('supergraph.graphql written');
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
