// npm run plan -- OPERATION: the gateway's plan of a saved operation as a tree, from supergraph.graphql; no service runs.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { main } from './environment.mjs';
import { root, run } from './workspace.mjs';

await main(async (args) => {
  await run('tsc', ['-b', 'packages/contract']);
  const { printPlan } = createRequire(import.meta.url)(join(root, 'packages/contract/dist/plan/command.js'));
  console.log(printPlan(args, root));
});
