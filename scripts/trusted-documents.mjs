// The documents of operations/ as a manifest of persisted queries, in the format of Apollo's own tools.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { savedOperations } from './saved-operations.mjs';
import { root } from './workspace.mjs';

export const manifestFolder = 'operations/generated';

export function writeManifest() {
  const operations = savedOperations().map(({ id, text, name, type }) => ({ id, body: text, name, type }));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  writeFileSync(join(root, manifestFolder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
