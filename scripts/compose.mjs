// Composes supergraph.graphql from supergraph.yaml. With --check: fails when the committed file is not what would be composed.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, run } from './workspace.mjs';

const target = join(root, 'supergraph.graphql');

/** The pages of docs/ that tell of the graph alone. */
async function writePages({ apiPages }) {
  for (const [file, page] of Object.entries(await apiPages(root))) writeFileSync(join(root, file), page);
}

try {
  await run('tsc', ['-b', 'packages/contract']);
  const require = createRequire(import.meta.url);
  const { composeFile } = require(join(root, 'gateway/dist/supergraph/compose.js'));
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
  if (!process.argv.includes('--check')) await writePages(require(join(root, 'packages/contract/dist/reference/api-pages.js')));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
